#!/usr/bin/env bash
# Installs Debian's Chromium, which `npm run test:browser` needs, where it is missing and this is root.
set -euo pipefail

[ -x "${CHROMIUM:-/usr/bin/chromium}" ] && exit 0
if [ "$(id -u)" != 0 ]; then
  echo "packages.sh: chromium is missing and this is not root; run: apt-get install chromium, or set CHROMIUM to where it is" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -qq --yes --no-install-recommends chromium >/dev/null
