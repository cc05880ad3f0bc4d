<?php
// Puts WordPress and the WooCommerce plugin on the store's volume. Set-up and web both run it; a lock lets in one at a time.

require __DIR__ . '/common.php';
require __DIR__ . '/plugin.php';
require __DIR__ . '/download.php';

const SOURCE = '/usr/src/wordpress';

// From here on, not from the first byte: what waits for another pod's download must end in the Job's time too.
$until = microtime(true) + (int) (getenv('PLUGIN_DEADLINE_SECONDS') ?: 140);
$lock = fopen(root() . '/.storeplane-lock', 'c') ?: fail('The store\'s volume cannot be written.');
$seconds = (int) (getenv('STORE_WAIT_SECONDS') ?: 180);
within($seconds, fn () => flock($lock, LOCK_EX | LOCK_NB) ?: null)
    ?? fail("Another pod has been preparing the store's volume for more than $seconds s.");

removeLeftovers();
wordpress();
plugin($until);
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
    @unlink("$target/$below/.storeplane-partial"); // of a copy that was killed
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
    writeFile(root() . '/wp-config.php', $text);
}

/** Whole or not at all. */
function writeFile(string $file, string $text): void
{
    $partial = dirname($file) . '/.storeplane-partial';
    file_put_contents($partial, $text) && rename($partial, $file) || fail(basename($file) . ' cannot be written.');
}
