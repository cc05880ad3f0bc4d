<?php
// The set-up of a WooCommerce store: waits for the database, then runs each step as a PHP process of its own. May be repeated.

require __DIR__ . '/common.php';

const STEPS = [
    'install', // WordPress's tables and the administrator; in this mode it loads no plugin
    'activate', // the plugin, which is loaded from the next process on
    'configure', // pages, currency, payment, shipping, a product
    'check', // does a shopper see the shop? Records the set-up as done
];

$connection = database((int) (getenv('STORE_WAIT_SECONDS') ?: 180));
lock($connection);
removeEmptyTables($connection);
foreach (STEPS as $step) {
    run($step);
}
say('the store is set up');
exit(0);

/** Two set-ups at once would both succeed and leave every page twice. The lock ends with the connection. */
function lock(mysqli $connection): void
{
    $connection->query('SET SESSION wait_timeout = 3600');
    $answer = $connection->query("SELECT GET_LOCK('storeplane-setup', 120)");
    if (!$answer || (int) $answer->fetch_column() !== 1) {
        fail('Another set-up of this store has been running for more than 120 s.');
    }
}

/** WordPress ends where there are tables and no site, as an install leaves them that is killed before its transaction. */
function removeEmptyTables(mysqli $connection): void
{
    if (storedOption($connection, 'siteurl') !== null) {
        return;
    }
    $prefix = getenv('WORDPRESS_TABLE_PREFIX') ?: 'wp_';
    foreach ($connection->query('SHOW TABLES')->fetch_all() as [$table]) {
        if (str_starts_with($table, $prefix) && $connection->query("SELECT 1 FROM `$table` LIMIT 1")->num_rows === 0) {
            $connection->query("DROP TABLE `$table`");
        }
    }
}

function run(string $step): void
{
    $command = [PHP_BINARY, '-d', 'memory_limit=' . ini_get('memory_limit'), '-d', 'display_errors=stderr', __DIR__ . "/$step.php"];
    $process = proc_open($command, [['file', '/dev/null', 'r'], STDOUT, STDERR], $pipes);
    $code = $process ? proc_close($process) : -1;
    if ($code !== 0) {
        fail("The step \"$step\" of the set-up failed with code $code.");
    }
}
