<?php
// Puts WordPress and the WooCommerce plugin on the store's volume. Set-up and web both run it; a lock lets in one at a time.

require __DIR__ . '/common.php';

const SOURCE = '/usr/src/wordpress';

$lock = fopen(root() . '/.storeplane-lock', 'c') ?: fail('The store\'s volume cannot be written.');
$seconds = (int) (getenv('STORE_WAIT_SECONDS') ?: 180);
within($seconds, fn () => flock($lock, LOCK_EX | LOCK_NB) ?: null)
    ?? fail("Another pod has been preparing the store's volume for more than $seconds s.");

wordpress();
plugin();
exit(0);

/** The image's files, copied until it went through once; what a merchant may have changed is left alone. */
function wordpress(): void
{
    $source = getenv('STORE_SOURCE') ?: SOURCE;
    if (!is_file(root() . '/.storeplane-files')) {
        is_file("$source/wp-includes/version.php") || fail("The image holds no WordPress in $source.");
        $count = copyTree($source, root(), '');
        file_put_contents(root() . '/.storeplane-files', gmdate('c')) ?: fail('The store\'s volume cannot be written.');
        say("copied WordPress, $count files");
    }
    if (!is_file(root() . '/wp-config.php')) {
        configuration("$source/wp-config-docker.php");
    }
}

function copyTree(string $source, string $target, string $below): int
{
    $count = 0;
    foreach (array_diff(scandir("$source/$below"), ['.', '..']) as $name) {
        $path = ltrim("$below/$name", '/');
        if (is_dir("$source/$path")) {
            is_dir("$target/$path") || mkdir("$target/$path", 0775) || fail("The folder $path cannot be made on the volume.");
            $count += copyTree($source, $target, $path);
        } elseif (!str_starts_with($path, 'wp-content/') || !is_file("$target/$path")) {
            copyFile("$source/$path", "$target/$path");
            $count++;
        }
    }
    return $count;
}

/** Whole or not at all, for a pod can be stopped at any time. */
function copyFile(string $source, string $target): void
{
    $partial = dirname($target) . '/.storeplane-partial';
    copy($source, $partial) && rename($partial, $target) || fail("The file $target cannot be written.");
}

/** The image's own configuration, which reads the environment; its placeholder phrases are never used, and still not left. */
function configuration(string $template): void
{
    $text = @file_get_contents($template) ?: fail("The image holds no $template.");
    $parts = explode('put your unique phrase here', $text);
    $text = array_shift($parts);
    foreach ($parts as $part) {
        $text .= bin2hex(random_bytes(20)) . $part;
    }
    $partial = root() . '/.storeplane-partial';
    file_put_contents($partial, $text) && rename($partial, root() . '/wp-config.php') || fail('wp-config.php cannot be written.');
}

function plugin(): void
{
    $plugins = root() . '/wp-content/plugins';
    if (is_file("$plugins/woocommerce/woocommerce.php")) {
        return;
    }
    $url = getenv('PLUGIN_URL') ?: fail('The image holds no WooCommerce, although woocommerce.plugin.baked says so.');
    $file = download($url, sys_get_temp_dir() . '/plugin.zip');
    $fresh = "$plugins/.storeplane-plugin-" . bin2hex(random_bytes(4));
    $zip = new ZipArchive();
    $zip->open($file) === true && $zip->extractTo($fresh) || fail("What $url sent is not a readable zip file.");
    is_file("$fresh/woocommerce/woocommerce.php") || fail("What $url sent holds no woocommerce/woocommerce.php.");
    rename("$fresh/woocommerce", "$plugins/woocommerce") || fail('The plugin cannot be moved to its place.');
    rmdir($fresh);
    unlink($file);
    say("installed the plugin from $url");
}

function download(string $url, string $file): string
{
    for ($try = 1; ; $try++) {
        $error = downloadOnce($url, $file);
        if ($error === null) {
            break;
        }
        if ($try === 3) {
            fail("WooCommerce could not be downloaded from $url: $error.");
        }
        say("download failed, trying again: $error");
        sleep($try * 2);
    }
    $expected = strtolower((string) getenv('PLUGIN_SHA256'));
    if ($expected !== '' && hash_file('sha256', $file) !== $expected) {
        fail("What $url sent is not what woocommerce.plugin.sha256 names.");
    }
    return $file;
}

/** Null, or what went wrong. */
function downloadOnce(string $url, string $file): ?string
{
    $out = fopen($file, 'w');
    $request = curl_init($url);
    curl_setopt_array($request, [
        CURLOPT_FILE => $out,
        CURLOPT_FOLLOWLOCATION => true,
        CURLOPT_MAXREDIRS => 3,
        CURLOPT_FAILONERROR => true,
        CURLOPT_CONNECTTIMEOUT => 10,
        CURLOPT_LOW_SPEED_LIMIT => 1024,
        CURLOPT_LOW_SPEED_TIME => 30,
        CURLOPT_TIMEOUT => 180,
    ]);
    $ok = curl_exec($request);
    fclose($out);
    return $ok ? null : curl_error($request);
}
