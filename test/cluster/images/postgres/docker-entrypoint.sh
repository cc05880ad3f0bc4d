#!/bin/sh
# Stands in for PostgreSQL: user 70, port 5432, its data in PGDATA.
touch /var/run/postgresql/.s.PGSQL.5432 /tmp/written || exit 1
exec keep "$PGDATA" 5432 "$POSTGRES_PASSWORD"
