<?php
// Step 3: makes the shop one that can sell: pages, currency, formats, cash on delivery, shipping, a product.

require __DIR__ . '/wordpress.php';
asRequest('configure');
require root() . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/admin.php';

class_exists('WooCommerce') || fail('WooCommerce is active but was not loaded.');

once('tables', function () {
    releaseInstaller();
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
if (isNewStore()) {
    once('front page', 'frontPage');
    once('formats', 'formats');
}
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
        'woocommerce_task_list_hidden_lists' => ['setup', 'extended'],
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

/** The store's URL shows the shop. */
function frontPage(): void
{
    update_option('show_on_front', 'page');
    update_option('page_on_front', wc_get_page_id('shop'));
}

/** What WooCommerce's wizard would set from the plugin's own list: the looks of a price and the units by country, decimals by currency. */
function formats(): void
{
    $file = WP_PLUGIN_DIR . '/woocommerce/i18n/locale-info.php';
    $countries = is_file($file) ? include $file : [];
    $currency = needed('STORE_CURRENCY');
    $here = $countries[country()] ?? [];
    $sameCurrency = array_filter([$here, ...array_values($countries)], fn ($one) => ($one['currency_code'] ?? '') === $currency);
    $options = [
        'woocommerce_currency_pos' => $here['currency_pos'] ?? null,
        'woocommerce_price_thousand_sep' => $here['thousand_sep'] ?? null,
        'woocommerce_price_decimal_sep' => $here['decimal_sep'] ?? null,
        'woocommerce_price_num_decimals' => current($sameCurrency)['num_decimals'] ?? null,
        'woocommerce_weight_unit' => $here['weight_unit'] ?? null,
        'woocommerce_dimension_unit' => $here['dimension_unit'] ?? null,
    ];
    foreach (array_filter($options, fn ($value) => $value !== null) as $name => $value) {
        update_option($name, $value);
    }
}

/** Without a zone that has a method nothing can be sent anywhere, and no order can be placed. */
function shipping(): void
{
    if (!class_exists('WC_Shipping_Zone')) {
        return;
    }
    $zones = WC_Shipping_Zones::get_zones();
    if (array_filter($zones, fn ($zone) => !empty($zone['shipping_methods']))) {
        return;
    }
    // One of this name was begun by a set-up that was killed.
    $begun = current(array_filter($zones, fn ($zone) => ($zone['zone_name'] ?? '') === country())) ?: [];
    $zone = new WC_Shipping_Zone($begun['zone_id'] ?? null);
    $zone->set_zone_name(country());
    if (empty($begun['zone_locations'])) {
        $zone->add_location(country(), 'country');
    }
    $zone->save();
    $zone->add_shipping_method('flat_rate');
}

function country(): string
{
    return explode(':', needed('STORE_COUNTRY'))[0];
}

/** Looked for by its slug first: the plugin finds a SKU in a lookup table, which it writes last. One without a price was begun and not ended. */
function product(): void
{
    if (!class_exists('WC_Product_Simple')) {
        return;
    }
    $id = get_page_by_path('sample-product', OBJECT, 'product')->ID ?? wc_get_product_id_by_sku('sample');
    $isPriced = $id && get_post_meta($id, '_price', true) !== '';
    if ($isPriced && (get_post_status($id) === 'publish' || get_post_meta($id, '_sku', true) !== 'sample')) {
        return; // whole, or the merchant's
    }
    $product = new WC_Product_Simple($id);
    $product->set_name('Sample product');
    $product->set_slug('sample-product');
    $product->set_sku('sample');
    $product->set_regular_price('10');
    $product->set_short_description('Replace this product with one of your own.');
    $product->set_status('publish');
    $product->save();
}
