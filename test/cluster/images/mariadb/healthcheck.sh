#!/bin/sh
# MariaDB's own check: --connect and --innodb_initialized.
case "$*" in *--connect*) exec ask 127.0.0.1 3306 "$MARIADB_PASSWORD" get written ;; *) exit 1 ;; esac
