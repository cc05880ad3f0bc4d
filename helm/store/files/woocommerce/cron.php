<?php
// Runs WordPress's due work once: scheduled posts, mails, WooCommerce's queues.

require __DIR__ . '/wordpress.php';
asRequest('cron');
finished(); // due work ends where it likes
require root() . '/wp-cron.php';
