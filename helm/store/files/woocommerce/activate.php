<?php
// Step 2: switches the plugin on.

require __DIR__ . '/wordpress.php';
asRequest('activate');
require root() . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/admin.php';

const PLUGIN = 'woocommerce/woocommerce.php';

is_blog_installed() || fail('WordPress is not installed.');
if (!is_plugin_active(PLUGIN)) {
    releaseInstaller();
    $result = activate_plugin(PLUGIN);
    is_wp_error($result) && fail('WooCommerce could not be activated: ' . wp_strip_all_tags($result->get_error_message()) . '.');
    say('WooCommerce activated');
}
finished();
