<?php
/**
 * Plugin Name: Stand-in for WooCommerce
 * Version: 1.0.0
 *
 * WooCommerce is in no package registry. This has the few names of it that the set-up calls, and does what made the set-up fail with
 * the real one: an installer with a lock, a lookup table that is written last, a placeholder for a shop that has not opened.
 */

define('WC_VERSION', get_file_data(__FILE__, ['Version' => 'Version'])['Version']);
require __DIR__ . '/install.php';
require __DIR__ . '/products.php';
require __DIR__ . '/shipping.php';
require __DIR__ . '/pages.php';

class WooCommerce
{
}

register_activation_hook(__FILE__, ['WC_Install', 'install']);
add_action('init', fn () => register_post_type('product', ['public' => true]));
add_action('init', ['WC_Install', 'check_version'], 5);
add_action('template_redirect', 'stand_in_show');
add_action('rest_api_init', function () {
    $open = ['methods' => 'GET', 'permission_callback' => '__return_true'];
    register_rest_route('wc/store/v1', 'products', $open + ['callback' => 'stand_in_products']);
    register_rest_route('wc-admin', 'onboarding/tasks', $open + ['callback' => 'stand_in_task_lists']);
});
