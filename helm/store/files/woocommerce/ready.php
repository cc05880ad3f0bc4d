<?php
// For startup and readiness probe: WordPress is in place and its database answers.

mysqli_report(MYSQLI_REPORT_OFF);
$connection = mysqli_init();
$connection->options(MYSQLI_OPT_CONNECT_TIMEOUT, 3);
$names = ['WORDPRESS_DB_HOST', 'WORDPRESS_DB_USER', 'WORDPRESS_DB_PASSWORD', 'WORDPRESS_DB_NAME'];
[$host, $user, $password, $name] = array_map(fn ($variable) => (string) getenv($variable), $names);
$ready = is_file('/var/www/html/wp-load.php') && @$connection->real_connect($host, $user, $password, $name);
http_response_code($ready ? 200 : 503);
echo $ready ? "ready\n" : "not ready\n";
