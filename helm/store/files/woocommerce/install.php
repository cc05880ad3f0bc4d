<?php
// Step 1: WordPress's tables, the site and its administrator.

require __DIR__ . '/wordpress.php';
asRequest('install');
define('WP_INSTALLING', true);

/** Defined here first, so that WordPress sends no mail about the new site. */
function wp_new_blog_notification($title, $url, $user, $password): void
{
}

require root() . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

// A new site tries its permalinks by calling itself, which leads nowhere yet.
add_filter('pre_http_request', fn () => new WP_Error('setup', 'no requests during the set-up'));

$user = needed('STORE_ADMIN_USER');
$email = needed('STORE_ADMIN_EMAIL');
$password = needed('STORE_ADMIN_PASSWORD');

if (!is_blog_installed()) {
    make_db_current_silent(); // before the transaction, which it would end
    atOnce(function () use ($user, $email, $password) {
        wp_install(needed('STORE_NAME'), $user, $email, true, '', wp_slash($password));
        removeSamples();
    });
    say('WordPress installed');
}
releaseInstaller(); // here no plugin is loaded: a newer one brings its tables up to date as soon as it is
if ((int) get_option('db_version') !== $wp_db_version) {
    wp_upgrade();
    say("WordPress's tables brought to $wp_version");
}
once('administrator', function () use ($user, $email, $password) {
    // An install that was interrupted between the tables and the user is not repeated by WordPress.
    $id = username_exists($user) ?: wp_insert_user(wp_slash([
        'user_login' => $user,
        'user_email' => $email,
        'user_pass' => $password,
    ]));
    is_wp_error($id) && fail('The administrator could not be made: ' . $id->get_error_message() . '.');
    (new WP_User($id))->set_role('administrator');
});
once('permalinks', function () {
    global $wp_rewrite;
    $wp_rewrite->init();
    $wp_rewrite->set_permalink_structure('/%postname%/');
    $wp_rewrite->flush_rules(false);
});
finished();

/** WordPress's first post and page, which are no part of a shop. */
function removeSamples(): void
{
    $samples = get_posts(['post_type' => ['post', 'page'], 'post_status' => 'publish', 'numberposts' => -1]);
    array_walk($samples, fn ($sample) => wp_delete_post($sample->ID, true));
}
