<?php
// Step 3: makes the shop one that can sell: pages, currency, cash on delivery, shipping, a product.

require __DIR__ . '/wordpress.php';
asRequest('configure');
require root() . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/admin.php';

class_exists('WooCommerce') || fail('WooCommerce is active but was not loaded.');

once('tables', function () {
    WC_Install::install();
    // The rest of a new install waits for the first visit to the admin, and would then decide anew what is decided below.
    if (method_exists('WC_Install', 'newly_installed')) {
        WC_Install::newly_installed();
    }
    get_option('woocommerce_version') || fail('WooCommerce did not make its tables.');
});
once('pages', function () {
    WC_Install::create_pages();
    wc_get_page_id('shop') > 0 || fail('WooCommerce made no shop page.');
});
once('settings', 'settings');
once('shipping', 'shipping');
if (getenv('STORE_SAMPLE_PRODUCT') === 'yes') {
    once('product', 'product');
}
delete_transient('_wc_activation_redirect');
once('rewrite rules', fn () => flush_rewrite_rules(false));
finished();

function settings(): void
{
    $options = [
        // WooCommerce hides a new shop behind a "coming soon" page.
        'woocommerce_coming_soon' => 'no',
        'woocommerce_store_pages_only' => 'no',
        'woocommerce_onboarding_profile' => ['skipped' => true, 'completed' => true],
        'woocommerce_task_list_hidden' => 'yes',
        'woocommerce_allow_tracking' => 'no',
        'woocommerce_default_country' => needed('STORE_COUNTRY'),
        'woocommerce_currency' => needed('STORE_CURRENCY'),
    ];
    foreach ($options as $name => $value) {
        update_option($name, $value);
    }
    $cash = get_option('woocommerce_cod_settings', []);
    update_option('woocommerce_cod_settings', ['enabled' => 'yes'] + (is_array($cash) ? $cash : []));
}

/** Without a zone nothing can be sent anywhere, and no order can be placed. */
function shipping(): void
{
    if (!class_exists('WC_Shipping_Zone') || WC_Shipping_Zones::get_zones()) {
        return;
    }
    $country = explode(':', needed('STORE_COUNTRY'))[0];
    $zone = new WC_Shipping_Zone();
    $zone->set_zone_name($country);
    $zone->add_location($country, 'country');
    $zone->save();
    $zone->add_shipping_method('flat_rate');
}

function product(): void
{
    if (!class_exists('WC_Product_Simple') || wc_get_product_id_by_sku('sample')) {
        return;
    }
    $product = new WC_Product_Simple();
    $product->set_name('Sample product');
    $product->set_sku('sample');
    $product->set_regular_price('10');
    $product->set_short_description('Replace this product with one of your own.');
    $product->set_status('publish');
    $product->save();
}
