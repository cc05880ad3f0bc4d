<?php
// Products: a post, then its fields, and last of all the lookup table, which alone finds a SKU.

function wc_get_product_id_by_sku(string $sku): int
{
    global $wpdb;
    return (int) $wpdb->get_var($wpdb->prepare("SELECT product_id FROM {$wpdb->prefix}wc_product_meta_lookup WHERE sku = %s", $sku));
}

class WC_Product_Simple
{
    private array $fields = [];

    public function __construct(private int $id = 0)
    {
    }

    public function __call(string $name, array $arguments): void
    {
        $this->fields[substr($name, 4)] = $arguments[0];
    }

    public function save(): int
    {
        global $wpdb;
        $fields = $this->fields;
        $post = ['post_title' => $fields['name'], 'post_type' => 'product', 'post_status' => $fields['status'], 'post_name' => $fields['slug'] ?? ''];
        $this->id = $this->id ? wp_update_post(['ID' => $this->id] + $post) : wp_insert_post($post);
        update_post_meta($this->id, '_sku', $fields['sku']);
        update_post_meta($this->id, '_price', $fields['regular_price']);
        $wpdb->replace("{$wpdb->prefix}wc_product_meta_lookup", ['product_id' => $this->id, 'sku' => $fields['sku']]);
        return $this->id;
    }
}

function stand_in_products(): array
{
    return array_map(fn ($post) => [
        'id' => $post->ID,
        'name' => $post->post_title,
        'prices' => ['price' => get_post_meta($post->ID, '_price', true), 'currency_code' => get_option('woocommerce_currency')],
    ], get_posts(['post_type' => 'product']));
}

/** A price by the options of the shop, with the plugin's own defaults. */
function wc_price(float $price): string
{
    $number = number_format(
        $price,
        (int) get_option('woocommerce_price_num_decimals', 2),
        get_option('woocommerce_price_decimal_sep', '.'),
        get_option('woocommerce_price_thousand_sep', ','),
    );
    $symbol = ['EUR' => '€', 'JPY' => '¥', 'USD' => '$'][get_option('woocommerce_currency')] ?? get_option('woocommerce_currency');
    return match (get_option('woocommerce_currency_pos', 'left')) {
        'left' => $symbol . $number,
        'right' => $number . $symbol,
        'left_space' => "$symbol $number",
        'right_space' => "$number $symbol",
    };
}
