<?php
// What a shopper and the merchant see: the shop's page, the placeholder of one that has not opened, the task lists.

function stand_in_show(): void
{
    $ofShop = is_page(array_filter(array_map(fn ($name) => (int) get_option("woocommerce_{$name}_page_id"), ['shop', 'cart', 'checkout'])));
    if (get_option('woocommerce_coming_soon') === 'yes' && !is_user_logged_in() && ($ofShop || get_option('woocommerce_store_pages_only') !== 'yes')) {
        exit('<html><div class="woocommerce-coming-soon-banner">Something big is brewing!</div></html>');
    }
    if (is_page(wc_get_page_id('shop'))) {
        $items = array_map(fn ($one) => "<li>{$one['name']} " . wc_price((float) $one['prices']['price']) . '</li>', stand_in_products());
        exit('<html><title>' . get_bloginfo('name') . '</title><ul class="products">' . implode($items) . '</ul></html>');
    }
}

/** The lists that a merchant is shown, by the option that alone hides them. */
function stand_in_task_lists(): array
{
    $hidden = get_option('woocommerce_task_list_hidden_lists', []);
    return array_map(fn ($id) => ['id' => $id, 'isHidden' => in_array($id, $hidden, true)], ['setup', 'extended']);
}
