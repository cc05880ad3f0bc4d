<?php
// Puts WooCommerce where the image's WordPress is: bake.php URL VERSION SHA256. Refuses any file but the one that was meant.

[, $url, $version, $expected] = $argv + ['', '', '', ''];
const PLUGINS = '/usr/src/wordpress/wp-content/plugins';

preg_match('/^[0-9a-f]{64}$/', $expected) || refuse('WOOCOMMERCE_SHA256 must be the SHA-256 of the zip file, 64 hexadecimal digits');
$file = tempnam(sys_get_temp_dir(), 'woocommerce');
copy($url, $file) || refuse("$url could not be downloaded");
$found = hash_file('sha256', $file);
$found === $expected || refuse("$url has the SHA-256 $found and not $expected");
$zip = new ZipArchive();
$zip->open($file) === true && $zip->extractTo(PLUGINS) || refuse("$url is not a readable zip file");
unlink($file);
$main = @file_get_contents(PLUGINS . '/woocommerce/woocommerce.php') ?: refuse("$url holds no woocommerce/woocommerce.php");
preg_match('/^[ \t*]*Version:\s*(\S+)/mi', $main, $match) && $match[1] === $version || refuse("$url holds version {$match[1]}, not $version");
exec('chown -R www-data:www-data ' . escapeshellarg(PLUGINS . '/woocommerce'), $output, $code);
$code === 0 || refuse('the plugin could not be given to www-data');
echo "baked WooCommerce $version\n";

function refuse(string $why): never
{
    fwrite(STDERR, "bake: $why\n");
    exit(1);
}
