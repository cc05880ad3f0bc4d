#!/usr/bin/env bash
# Installs the Debian packages that `npm run test:matrix` needs, where they are missing and this is root.
set -euo pipefail

wanted=(strace mmdebstrap buildah runc procps) missing=()
for package in "${wanted[@]}"; do dpkg --status "$package" >/dev/null 2>&1 || missing+=("$package"); done
[ ${#missing[@]} = 0 ] && exit 0
if [ "$(id -u)" != 0 ]; then
  echo "packages.sh: this is not root; run: apt-get install ${missing[*]}" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -qq --yes --no-install-recommends "${missing[@]}" >/dev/null
