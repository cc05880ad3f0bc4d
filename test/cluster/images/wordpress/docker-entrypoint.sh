#!/bin/sh
# Stands in for WordPress with Apache: user 33, the port that Apache's own file names, WordPress's files on the volume.
case $1 in apache2-foreground) ;; *) exec "$@" ;; esac
[ -e /var/www/html/.storeplane-files ] || { echo "the volume was not prepared" >&2; exit 1; }
mkdir -p "${APACHE_RUN_DIR:-/var/run/apache2}" && touch "${APACHE_PID_FILE:-/var/run/apache2/apache2.pid}" || exit 1
for port in $(sed -n 's/^Listen //p' /etc/apache2/ports.conf); do
  grep -q "VirtualHost \*:$port" /etc/apache2/sites-available/000-default.conf || { echo "no site on port $port" >&2; exit 1; }
done
echo "listening as $(id -u):$(id -g)"
serve 8081 /usr/local/bin/probe-answer &
exec run-web /var/www/html 8080 /usr/local/bin/wordpress-answer
