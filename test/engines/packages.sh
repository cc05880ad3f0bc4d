#!/usr/bin/env bash
# Installs the Debian packages that `npm run test:engines` needs, where they are missing and this is root; starts no service.
set -euo pipefail

packages=(apache2-bin php-cli php-curl php-mbstring php-mysql php-xml php-zip mariadb-client mariadb-server-core postgresql python3-venv redis-server)

missing=()
for package in "${packages[@]}"; do
  [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0
if [ "$(id -u)" != 0 ]; then
  echo "packages.sh: missing and not root; run: apt-get install ${missing[*]}" >&2
  exit 1
fi

# Debian asks this program whether a freshly installed service may start.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 0755 "$policy"
  trap 'rm "$policy"' EXIT
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -qq --yes --no-install-recommends "${missing[@]}" >/dev/null
