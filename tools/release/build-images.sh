#!/usr/bin/env bash
# Builds the images of functions and poller: build-images.sh PREFIX TAG [FLAG…], such as
#   build-images.sh ghcr.io/example/storeplane 1.2.3     makes ghcr.io/example/storeplane-functions:1.2.3 and …-poller:1.2.3
# FLAGs go to the engine: ENGINE, docker unless set (buildah takes the same). SOURCE is the repository's URL, for a label.
set -euo pipefail

prefix=${1:?usage: build-images.sh PREFIX TAG [FLAG…]} tag=${2:?usage: build-images.sh PREFIX TAG [FLAG…]}
shift 2
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# buildah's own format has no health check.
export BUILDAH_FORMAT=docker
for name in functions poller; do
  began=$SECONDS
  # Two words where ENGINE is "docker buildx".
  ${ENGINE:-docker} build --quiet "$@" \
    --build-arg "VERSION=$(node -p "require('$project/package.json').version")" \
    --build-arg "REVISION=$(git -C "$project" rev-parse HEAD)" \
    --build-arg "SOURCE=${SOURCE:-}" \
    --file "$project/deploy/images/$name/Dockerfile" --tag "$prefix-$name:$tag" "$project" >/dev/null
  echo "build-images.sh: $prefix-$name:$tag took $((SECONDS - began)) s"
done
