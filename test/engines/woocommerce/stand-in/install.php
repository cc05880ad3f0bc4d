<?php
// The installer: it returns at once while its lock of ten minutes stands, whoever took it.

class WC_Install
{
    public static function check_version(): void
    {
        get_option('woocommerce_version') === WC_VERSION || self::install();
    }

    public static function install(): void
    {
        global $wpdb;
        if (!is_blog_installed() || get_transient('wc_installing') === 'yes') {
            return;
        }
        set_transient('wc_installing', 'yes', 10 * MINUTE_IN_SECONDS);
        $wpdb->query("CREATE TABLE IF NOT EXISTS {$wpdb->prefix}wc_product_meta_lookup (product_id bigint PRIMARY KEY, sku varchar(100))");
        add_option('woocommerce_newly_installed', get_option('woocommerce_version') ? 'no' : 'yes');
        update_option('woocommerce_version', WC_VERSION);
        delete_transient('wc_installing');
    }

    public static function newly_installed(): void
    {
        if (get_option('woocommerce_newly_installed') === 'yes') {
            update_option('woocommerce_coming_soon', 'yes');
            update_option('woocommerce_newly_installed', 'no');
        }
    }

    public static function create_pages(): void
    {
        foreach (['shop' => 'Shop', 'cart' => 'Cart', 'checkout' => 'Checkout'] as $name => $title) {
            $page = ['post_title' => $title, 'post_name' => $name, 'post_type' => 'page', 'post_status' => 'publish'];
            $known = get_option("woocommerce_{$name}_page_id") ?: get_page_by_path($name)?->ID;
            update_option("woocommerce_{$name}_page_id", $known ?: wp_insert_post($page));
        }
    }
}

function wc_get_page_id(string $name): int
{
    return (int) get_option("woocommerce_{$name}_page_id", -1);
}
