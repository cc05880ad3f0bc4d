#!/bin/sh
# Stands in for Redis: the real one's entrypoint runs what it is told.
[ $# -gt 0 ] || set -- redis-server
exec "$@"
