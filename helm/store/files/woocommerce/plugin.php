<?php
// The WooCommerce plugin on the store's volume: which version belongs there, and how it takes the place of another.

/** Requests that began before the change end in this time; PHP sees changed files after its `opcache.revalidate_freq` of 2 s. */
const DRAIN_SECONDS = 1;
const REVALIDATE_SECONDS = 3;

/** What a run that was killed left. Only the holder of the volume's lock may call it: nobody else is in the middle of a change. */
function removeLeftovers(): void
{
    $plugins = root() . '/wp-content/plugins';
    foreach (glob("$plugins/.storeplane-plugin-*", GLOB_ONLYDIR) ?: [] as $folder) {
        if (!is_dir("$plugins/woocommerce") && is_dir("$folder/old")) {
            rename("$folder/old", "$plugins/woocommerce") || fail('The old plugin cannot be moved back.');
        }
        removeTree($folder);
    }
    is_file(maintenanceFile()) && unlink(maintenanceFile());
}

/** The plugin of the image or of the values, unless a newer one is there: merchants may update theirs. */
function plugin(float $until): void
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
    replacePlugin(fn ($fresh) => downloadPlugin($url, $fresh, $until));
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
    $folder = "$plugins/.storeplane-plugin-" . bin2hex(random_bytes(4));
    register_shutdown_function(fn () => is_dir($folder) && removeLeftovers());
    mkdir($folder) && mkdir("$folder/new") || fail('The plugin\'s folder cannot be made on the volume.');
    $fill("$folder/new");
    if (is_dir("$plugins/woocommerce")) {
        underMaintenance(fn () => swap("$plugins/woocommerce", $folder));
    } else {
        swap("$plugins/woocommerce", $folder);
    }
    removeTree($folder);
}

function swap(string $plugin, string $folder): void
{
    if (is_dir($plugin)) {
        rename($plugin, "$folder/old") || fail('The old plugin cannot be moved away.');
    }
    rename("$folder/new", $plugin) || fail('The plugin cannot be moved to its place.');
}

/** WordPress answers 503 with Retry-After meanwhile: a request that met old and new files mixed would end with 500. */
function underMaintenance(callable $do): void
{
    // WordPress heeds the file for ten minutes from the time in it. One left by a crash must not close the shop that long.
    writeFile(maintenanceFile(), '<?php $upgrading = ' . (time() - 540) . ";\n");
    sleep(DRAIN_SECONDS);
    $do();
    sleep(REVALIDATE_SECONDS);
    unlink(maintenanceFile()) || fail('The file .maintenance cannot be removed.');
}

function maintenanceFile(): string
{
    return root() . '/.maintenance';
}

function removeTree(string $folder): void
{
    foreach (array_diff(scandir($folder), ['.', '..']) as $name) {
        is_dir("$folder/$name") && !is_link("$folder/$name") ? removeTree("$folder/$name") : unlink("$folder/$name");
    }
    rmdir($folder);
}
