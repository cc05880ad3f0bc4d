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

/** The image's files, copied until it went through once, and again when the image is newer; wp-content is the merchant's. */
function wordpress(): void
{
    $source = getenv('STORE_SOURCE') ?: SOURCE;
    $image = coreVersion($source) ?? fail("The image holds no WordPress in $source.");
    $done = root() . '/.storeplane-files';
    if (is_file($done) && version_compare($image, coreVersion(root()) ?? '0', '>')) {
        unlink($done) || fail('The store\'s volume cannot be written.'); // interrupted, the copy starts anew
    }
    if (!is_file($done)) {
        $count = copyTree($source, root(), '');
        file_put_contents($done, gmdate('c')) ?: fail('The store\'s volume cannot be written.');
        say("copied WordPress $image, $count files");
    }
    if (!is_file(root() . '/wp-config.php')) {
        configuration("$source/wp-config-docker.php");
    }
}

function coreVersion(string $folder): ?string
{
    return versionIn("$folder/wp-includes/version.php", '/\$wp_version\s*=\s*[\'"]([^\'"]+)/');
}

/** Null where there is no such file, or no version in it. */
function versionIn(string $file, string $pattern): ?string
{
    $text = is_file($file) ? (string) file_get_contents($file, false, null, 0, 16384) : '';
    return preg_match($pattern, $text, $match) ? $match[1] : null;
}

function copyTree(string $source, string $target, string $below): int
{
    $count = 0;
    foreach (array_diff(scandir("$source/$below"), ['.', '..']) as $name) {
        $path = ltrim("$below/$name", '/');
        if ($path === 'wp-content/plugins/woocommerce') {
            continue; // never file by file over another version: see plugin()
        }
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

/** The plugin of the image or of the values, unless a newer one is there: merchants may update theirs. */
function plugin(): void
{
    $source = getenv('STORE_SOURCE') ?: SOURCE;
    $installed = pluginVersion(root() . '/wp-content/plugins/woocommerce');
    $baked = pluginVersion("$source/wp-content/plugins/woocommerce");
    $url = getenv('PLUGIN_URL');
    $wanted = $baked ?? (getenv('PLUGIN_VERSION') ?: '0');
    if ($installed !== null && version_compare($wanted, $installed, '<=')) {
        return;
    }
    if ($baked !== null) {
        replacePlugin(fn ($fresh) => copyTree("$source/wp-content/plugins/woocommerce", $fresh, ''));
        say("installed the image's WooCommerce $baked");
        return;
    }
    if (!$url) {
        $installed ?? fail('The image holds no WooCommerce, although woocommerce.plugin.baked says so.');
        return;
    }
    replacePlugin(fn ($fresh) => unpackZip($url, $fresh));
    say("installed the plugin from $url");
}

function pluginVersion(string $folder): ?string
{
    return versionIn("$folder/woocommerce.php", '/^[ \t*]*Version:\s*(\S+)/mi');
}

/** Fills a new folder beside the plugin's and then changes them over: the plugin is there whole, old or new. */
function replacePlugin(callable $fill): void
{
    $plugins = root() . '/wp-content/plugins';
    $name = '.storeplane-plugin-' . bin2hex(random_bytes(4));
    mkdir("$plugins/$name") && mkdir("$plugins/$name/new") || fail('The plugin\'s folder cannot be made on the volume.');
    $fill("$plugins/$name/new");
    if (is_dir("$plugins/woocommerce")) {
        rename("$plugins/woocommerce", "$plugins/$name/old") || fail('The old plugin cannot be moved away.');
    }
    rename("$plugins/$name/new", "$plugins/woocommerce") || fail('The plugin cannot be moved to its place.');
    removeTree("$plugins/$name");
}

function removeTree(string $folder): void
{
    foreach (array_diff(scandir($folder), ['.', '..']) as $name) {
        is_dir("$folder/$name") && !is_link("$folder/$name") ? removeTree("$folder/$name") : unlink("$folder/$name");
    }
    rmdir($folder);
}

/** The zip file at an address, without its outermost folder. */
function unpackZip(string $url, string $target): void
{
    $file = download($url, sys_get_temp_dir() . '/plugin.zip');
    $zip = new ZipArchive();
    $zip->open($file) === true && $zip->extractTo($target) || fail("What $url sent is not a readable zip file.");
    is_file("$target/woocommerce/woocommerce.php") || fail("What $url sent holds no woocommerce/woocommerce.php.");
    unlink($file);
    rename("$target/woocommerce", "$target-inner") || fail('The plugin cannot be moved to its place.');
    removeTree($target);
    rename("$target-inner", $target) || fail('The plugin cannot be moved to its place.');
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
