<?php
// The WooCommerce plugin from an address: the zip file, fetched within a deadline, checked and unpacked.

/** Fills the folder `$target` with the plugin, without the zip file's outermost folder. `$until` is in seconds since 1970. */
function downloadPlugin(string $url, string $target, float $until): void
{
    $file = tempnam(sys_get_temp_dir(), 'plugin');
    register_shutdown_function(fn () => @unlink($file));
    download($url, $file, $until);
    unpackPlugin($url, $file, $target);
    $named = getenv('PLUGIN_VERSION') ?: null;
    $found = pluginVersion("$target/woocommerce") ?? 'of no version';
    if ($named !== null && $found !== $named) {
        fail("What $url sent is WooCommerce $found, and woocommerce.plugin.version says $named: name the version of that file, or the address of another.");
    }
    rename("$target/woocommerce", "$target-inner") || fail('The plugin cannot be moved to its place.');
    removeTree($target);
    rename("$target-inner", $target) || fail('The plugin cannot be moved to its place.');
}

function download(string $url, string $file, float $until): void
{
    for ($try = 1; ; $try++) {
        $error = downloadOnce($url, $file, $until - microtime(true));
        if ($error === null) {
            break;
        }
        if ($try === 3 || $until - microtime(true) < $try * 2 + 1) {
            fail("WooCommerce could not be downloaded from $url: $error.");
        }
        say("download failed, trying again: $error");
        sleep($try * 2);
    }
    $expected = strtolower((string) getenv('PLUGIN_SHA256'));
    if ($expected !== '' && hash_file('sha256', $file) !== $expected) {
        fail("What $url sent is not what woocommerce.plugin.sha256 names.");
    }
}

/** Null, or what went wrong. */
function downloadOnce(string $url, string $file, float $seconds): ?string
{
    if ($seconds < 1) {
        return 'another pod\'s preparation of the volume took the time that there was';
    }
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
        CURLOPT_TIMEOUT_MS => (int) ($seconds * 1000),
    ]);
    $ok = curl_exec($request);
    fclose($out);
    return $ok ? null : curl_error($request);
}

/** The plugin's files alone: an entry elsewhere is not looked at. PHP does not compare checksums itself. */
function unpackPlugin(string $url, string $file, string $target): void
{
    $zip = new ZipArchive();
    $zip->open($file) === true || fail("What $url sent is not a readable zip file.");
    $names = array_filter(array_map(fn ($index) => $zip->getNameIndex($index), range(0, max(0, $zip->numFiles - 1))), belongs(...));
    in_array('woocommerce/woocommerce.php', $names, true) || fail("What $url sent holds no woocommerce/woocommerce.php.");
    @$zip->extractTo($target, array_values($names)) || fail("What $url sent is not a readable zip file.");
    foreach ($names as $index => $name) {
        if (!str_ends_with($name, '/') && @hash_file('crc32b', "$target/$name") !== sprintf('%08x', $zip->statIndex($index)['crc'])) {
            fail("What $url sent is damaged: the checksum of $name is not the one in the zip file.");
        }
    }
}

function belongs(string|false $name): bool
{
    return $name !== false && str_starts_with($name, 'woocommerce/') && !preg_match('#(^|/)\.\.(/|$)|\\\\#', $name);
}
