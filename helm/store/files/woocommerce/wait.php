<?php
// Keeps the web pod back until the set-up it belongs to is recorded as done.

require __DIR__ . '/common.php';

$setup = needed('STORE_SETUP');
$seconds = (int) (getenv('STORE_WAIT_SECONDS') ?: 300);
$until = time() + $seconds;
$connection = database($seconds);
$told = 0;
within(max(1, $until - time()), function () use ($setup, $seconds, &$connection, &$told) {
    if (@$connection->query('SELECT 1') === false) {
        $connection = database($seconds); // it was restarted meanwhile
    }
    if (storedOption($connection, 'storeplane_setup') === $setup) {
        return true;
    }
    if (time() - $told >= 15) {
        $told = time();
        say("waiting for the Job $setup");
    }
    return null;
}) ?? fail("The Job $setup did not finish within $seconds s; its log says why.");
say("the Job $setup is done");
exit(0);
