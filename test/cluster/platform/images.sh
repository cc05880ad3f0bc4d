#!/usr/bin/env bash
# Builds the images of the control plane from this checkout's Dockerfiles and loads them into a test cluster: images.sh CLUSTER, the
# path of its `cluster` script. Root on Debian; what it builds with it installs where it is missing. About four minutes on 2 cores.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cluster=${1:?usage: images.sh CLUSTER}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

missing=()
for package in buildah crun mmdebstrap; do
  [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends "${missing[@]}" >/dev/null
fi
bash "$here/../../deploy/images.sh" "$folder"
"$cluster" load "$folder/functions.tar" "$folder/poller.tar" >/dev/null
