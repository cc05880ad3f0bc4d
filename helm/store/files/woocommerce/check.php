<?php
// Step 4: asks for the pages of the shop as a shopper would, and records the set-up as done when they come.

require __DIR__ . '/wordpress.php';
asRequest('check');
require root() . '/wp-load.php';

const PORT = 8089;

$server = serve();
page('/', 'The front page', isNewStore());
foreach (['shop' => 'The shop', 'checkout' => 'The checkout'] as $name => $what) {
    if (function_exists('wc_get_page_id') && get_post_status(wc_get_page_id($name)) === 'publish') {
        page(wp_make_link_relative(get_permalink(wc_get_page_id($name))), $what, $name === 'shop' && isNewStore());
    }
}
products('/wp-json/wc/store/v1/products');
proc_terminate($server);

update_option('storeplane_setup', needed('STORE_SETUP'), false);
finished();

/** PHP's own web server, for as long as the checks take: the real one starts when they have passed. */
function serve()
{
    $command = [PHP_BINARY, '-d', 'memory_limit=' . ini_get('memory_limit'), '-S', '127.0.0.1:' . PORT, '-t', root(), __DIR__ . '/router.php'];
    $server = proc_open($command, [['file', '/dev/null', 'r'], ['file', '/dev/null', 'w'], ['file', '/dev/null', 'w']], $pipes);
    $up = within(15, fn () => @fsockopen('127.0.0.1', PORT) ?: null, 0.1);
    if (!$server || !$up) {
        fail('The web server of the checks did not start.');
    }
    register_shutdown_function(fn () => @proc_terminate($server));
    return $server;
}

/** `$open`: the placeholder that WooCommerce shows for a shop that has not opened is no page. A merchant may close the shop later. */
function page(string $path, string $what, bool $open): void
{
    [$code, $body, $location] = get($path);
    // An empty cart sends a shopper from the checkout to the cart: elsewhere on the same site is fine, the installer is not.
    $elsewhere = $code >= 301 && $code <= 308 && str_starts_with($location, home_url()) && !str_contains($location, '/wp-admin/');
    if (!$elsewhere && ($code !== 200 || stripos($body, '</html>') === false)) {
        fail("$what ($path) answered " . described($code, $location) . ' instead of a page.');
    }
    if ($open && str_contains($body, 'woocommerce-coming-soon')) {
        fail("$what ($path) shows WooCommerce's \"coming soon\" page instead of the shop.");
    }
    say("$what answers");
}

function products(string $path): void
{
    [$code, $body, $location] = get($path);
    if ($code !== 200 || !is_array(json_decode($body, true))) {
        fail("The product list ($path) answered " . described($code, $location) . ' instead of a list.');
    }
    say('The product list answers');
}

function described(int $code, string $location): string
{
    return $code === 0 ? 'nothing' : $code . ($location === '' ? '' : " (to $location)");
}

/** Status, body and Location. */
function get(string $path): array
{
    $headers = ["Host: {$_SERVER['HTTP_HOST']}"];
    if (isset($_SERVER['HTTPS'])) {
        $headers[] = 'X-Forwarded-Proto: https';
    }
    $context = stream_context_create(['http' => [
        'header' => $headers,
        'timeout' => 60,
        'ignore_errors' => true,
        'follow_location' => 0,
    ]]);
    $body = @file_get_contents('http://127.0.0.1:' . PORT . $path, false, $context);
    $code = 0;
    $location = '';
    foreach ($http_response_header ?? [] as $line) {
        if (preg_match('/^HTTP\/\S+ (\d+)/', $line, $match)) {
            $code = (int) $match[1];
        } elseif (preg_match('/^Location: (.*)$/i', $line, $match)) {
            $location = trim($match[1]);
        }
    }
    return [$code, (string) $body, $location];
}
