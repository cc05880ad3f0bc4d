#!/bin/sh
# Stands in for MariaDB: user 999, port 3306, its data in /var/lib/mysql, its socket's folder writable.
touch /run/mysqld/mysqld.sock /tmp/written || exit 1
[ -n "$MARIADB_DATABASE" ] && [ -n "$MARIADB_USER" ] || { echo "MARIADB_DATABASE and MARIADB_USER are needed" >&2; exit 1; }
exec keep /var/lib/mysql/store 3306 "$MARIADB_PASSWORD"
