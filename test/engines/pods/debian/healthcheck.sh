#!/bin/sh
# As MariaDB's own: the real server answers, not the one that only initialises.
exec mariadb --no-defaults --socket=/run/mysqld/mysqld.sock --user=healthcheck --execute='SELECT 1' >/dev/null
