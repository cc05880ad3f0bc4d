<?php
// What all programs of the set-up share: where things are, how they fail, and how they talk to the database.

const ROOT = '/var/www/html';
mysqli_report(MYSQLI_REPORT_OFF);

/** The store's folder; STORE_ROOT moves it, to try the set-up without a container. */
function root(): string
{
    return getenv('STORE_ROOT') ?: ROOT;
}

function say(string $line): void
{
    fwrite(STDOUT, "setup: $line\n");
}

/** Ends the program with one sentence that says what is wrong. */
function fail(string $sentence): never
{
    fwrite(STDERR, "$sentence\n");
    finished();
    exit(1);
}

function needed(string $variable): string
{
    $value = getenv($variable);
    if ($value === false || $value === '') {
        fail("The variable $variable is not set.");
    }
    return $value;
}

/** Marks the program's end as meant: see guard(). */
function finished(?bool $now = true): bool
{
    static $finished = false;
    return $finished = $finished || $now;
}

/** WordPress ends with code 0 where its database fails it; an end that nobody announced is a failure, code 3. */
function guard(string $step): void
{
    register_shutdown_function(function () use ($step) {
        if (!finished(false)) {
            fwrite(STDERR, "WordPress ended in the middle of the step \"$step\".\n");
            exit(3);
        }
    });
}

/** Asks again until the answer is not null; null once the time is over. */
function within(int $seconds, callable $ask, float $pause = 1.0): mixed
{
    $until = microtime(true) + $seconds;
    do {
        $answer = $ask();
        if ($answer !== null) {
            return $answer;
        }
        usleep((int) ($pause * 1e6));
    } while (microtime(true) < $until);
    return null;
}

/** A connection to the store's database, waited for; refused credentials are final. */
function database(int $seconds): mysqli
{
    [$host, $port] = explode(':', needed('WORDPRESS_DB_HOST')) + [1 => '3306'];
    $last = '';
    $connection = within($seconds, function () use ($host, $port, &$last) {
        $connection = mysqli_init();
        $connection->options(MYSQLI_OPT_CONNECT_TIMEOUT, 5);
        $ok = @$connection->real_connect(
            $host,
            needed('WORDPRESS_DB_USER'),
            needed('WORDPRESS_DB_PASSWORD'),
            needed('WORDPRESS_DB_NAME'),
            (int) $port,
        );
        if ($ok) {
            return $connection;
        }
        if (in_array($connection->connect_errno, [1044, 1045], true)) {
            fail('The database refuses the store\'s user: its volume was made with another password.');
        }
        if ($last !== $connection->connect_error) {
            say('waiting for the database: ' . ($last = (string) $connection->connect_error));
        }
        return null;
    });
    return $connection ?? fail("The database did not answer within $seconds s: $last.");
}

/** One option of WordPress, read past it; null while it has no tables. */
function storedOption(mysqli $connection, string $name): ?string
{
    $prefix = getenv('WORDPRESS_TABLE_PREFIX') ?: 'wp_';
    $statement = @$connection->prepare("SELECT option_value FROM {$prefix}options WHERE option_name = ?");
    if (!$statement) {
        return null;
    }
    $statement->bind_param('s', $name);
    if (!$statement->execute()) {
        return null;
    }
    return $statement->get_result()->fetch_column() ?: null;
}
