<?php
// Loads WordPress into a program of the set-up as if a request for the front page had come.

require_once __DIR__ . '/common.php';

/** Prepares the globals that WordPress reads; the caller then requires wp-load.php in the global scope. */
function asRequest(string $step): void
{
    guard($step);
    $url = parse_url(needed('STORE_URL'));
    $_SERVER['HTTP_HOST'] = $url['host'] . (isset($url['port']) ? ":{$url['port']}" : '');
    $_SERVER['SERVER_NAME'] = $url['host'];
    $_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
    $_SERVER['REQUEST_METHOD'] = 'GET';
    $_SERVER['REQUEST_URI'] = '/';
    $_SERVER['REMOTE_ADDR'] = '127.0.0.1';
    if ($url['scheme'] === 'https') {
        $_SERVER['HTTPS'] = 'on';
    }
}

/** Does a piece of the set-up once in the store's life: what the merchant changes later stays changed. */
function once(string $piece, callable $do): void
{
    $done = get_option('storeplane_done', []);
    if (isset($done[$piece])) {
        return;
    }
    atOnce(function () use ($piece, $do) {
        $do();
        $done = get_option('storeplane_done', []);
        $done[$piece] = gmdate('c');
        update_option('storeplane_done', $done, false);
    });
    say("$piece done");
}

/** All of it reaches the database, or nothing: killed in the middle, it has not begun. A statement that makes a table ends the
    transaction early, so what makes tables must bear being done again. */
function atOnce(callable $do): void
{
    global $wpdb;
    $wpdb->query('START TRANSACTION');
    $do();
    $wpdb->query('COMMIT') !== false || fail('The database did not keep what the set-up wrote.');
}

/** Whether no set-up of this store was ever recorded as done: only then may one decide what a merchant decides later. */
function isNewStore(): bool
{
    return !get_option('storeplane_setup');
}

/** WooCommerce's installer returns at once for ten minutes after one that was killed. The set-up's own lock keeps others out. */
function releaseInstaller(): void
{
    delete_transient('wc_installing');
    delete_option('_transient_wc_installing'); // in the step "install" a transient is in memory only
    delete_option('_transient_timeout_wc_installing');
}
