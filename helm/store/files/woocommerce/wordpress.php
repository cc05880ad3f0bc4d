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
    $do();
    $done = get_option('storeplane_done', []);
    $done[$piece] = gmdate('c');
    update_option('storeplane_done', $done, false);
    say("$piece done");
}
