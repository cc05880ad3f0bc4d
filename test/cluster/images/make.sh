#!/usr/bin/env bash
# Packs the stand-in images of both engines and loads them into a test cluster: make.sh CLUSTER [FAULT…], CLUSTER being the path of
# its `cluster` script.
#
# Each is a static busybox and the few scripts beside this file that behave as the chart expects of the real image: same user, port,
# commands, probes and exit codes. A fault is an image's tag: make.sh makes those of `web_faults` and `database_faults`, and others that
# it is given, such as web-crashes-after-7. What can be done to a store that runs, common/fault does.
#   setup-fails               exits 1 once the database answers
#   setup-hangs               never ends
#   web-never-ready           its readiness probe is answered 503
#   web-crashes               exits 255 at once; -after-N: after N seconds; -until-N: until N seconds after the first start
#   web-out-of-memory         takes memory until it is killed
#   web-answers-500           answers shoppers with 500
#   database-late-N           answers N seconds after its start
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
kept=$here/../../../.cache/standins
cluster=${1:?usage: make.sh CLUSTER [FAULT…]}
shift
web_faults=(setup-fails setup-hangs web-never-ready web-crashes web-crashes-until-9 web-crashes-until-90 web-out-of-memory web-answers-500)
database_faults=(database-late-9)

main() {
  for fault in "$@"; do
    case $fault in
      setup-* | web-*) web_faults+=("$fault") ;;
      database-*) database_faults+=("$fault") ;;
      *) echo "make.sh: no fault is called $fault" >&2; return 2 ;;
    esac
  done
  make redis 1 /usr/local/bin/docker-entrypoint.sh
  for tag in 1 "${database_faults[@]}"; do
    make mariadb "$tag" /usr/local/bin/docker-entrypoint.sh
    make postgres "$tag" /usr/local/bin/docker-entrypoint.sh
  done
  for tag in 1 "${web_faults[@]}"; do
    make wordpress "$tag" /usr/local/bin/docker-entrypoint.sh
    make medusa "$tag" /usr/local/bin/medusa
  done
}

make() { # folder, tag, entrypoint
  local root; root=$(mktemp -d)
  mkdir -p "$root"/{bin,tmp,etc,usr/local/bin,var/www/html,var/lib/mysql,var/lib/postgresql/data,var/run/postgresql,run/mysqld,data,app/static}
  mkdir -p "$root"/etc/apache2/sites-available
  chmod 0755 "$root" && chmod 1777 "$root/tmp"
  cp "$(busybox_static)" "$root/bin/busybox"
  for tool in sh nc cat cp mkdir mv ls sed grep head sleep id date printf touch rm test tr env wget; do ln -s busybox "$root/bin/$tool"; done
  install -m 0755 "$here"/common/* "$here/$1"/* "$root/usr/local/bin/"
  echo "$2" >"$root/etc/fault"
  "$cluster" image "localhost/standin-$1:$2" "$root" "$3"
  # The tests' own slow registry serves this one.
  if [ "$1:$2" = wordpress:1 ]; then mkdir -p "$kept" && tar --numeric-owner -C "$root" -cf "$kept/wordpress.tar" .; fi
  rm -r "$root"
}

busybox_static() {
  local found; found=$(command -v busybox) || { echo "make.sh: busybox is missing; install busybox-static" >&2; return 1; }
  echo "$found"
}

main "$@"
