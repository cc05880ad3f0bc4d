#!/usr/bin/env bash
# Packs the stand-in images of both engines and loads them into a test cluster: make.sh CLUSTER, the path of its `cluster` script.
#
# Each is a static busybox and the few scripts beside this file that behave as the chart expects of the real image: same user, port,
# commands, probes and exit codes. localhost/standin-wordpress and -medusa also come with a fault, by tag: see `faults`.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cluster=${1:?usage: make.sh CLUSTER}
faults=(setup-fails setup-hangs web-crashes web-answers-500)

main() {
  make mariadb 1 /usr/local/bin/docker-entrypoint.sh
  make postgres 1 /usr/local/bin/docker-entrypoint.sh
  make redis 1 /usr/local/bin/docker-entrypoint.sh
  for tag in 1 "${faults[@]}"; do
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
  rm -r "$root"
}

busybox_static() {
  local found; found=$(command -v busybox) || { echo "make.sh: busybox is missing; install busybox-static" >&2; return 1; }
  echo "$found"
}

main
