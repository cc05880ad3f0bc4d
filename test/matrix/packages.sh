#!/usr/bin/env bash
# Installs the Debian package that `npm run test:matrix` needs, where it is missing and this is root.
set -euo pipefail

command -v strace >/dev/null && exit 0
if [ "$(id -u)" != 0 ]; then
  echo "packages.sh: strace is missing and this is not root; run: apt-get install strace" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -qq --yes --no-install-recommends strace >/dev/null
