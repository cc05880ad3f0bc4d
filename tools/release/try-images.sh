#!/usr/bin/env bash
# Starts what was built once, as it will be run, before it is published: try-images.sh PREFIX TAG. ENGINE is docker unless set.
set -euo pipefail

prefix=${1:?usage: try-images.sh PREFIX TAG} tag=${2:?usage: try-images.sh PREFIX TAG}

main() {
  # Reachable from outside and without a key: refused, once configuration and database were found good.
  ends_with 2 functions
  ends_with 0 functions node /app/functions/get-store.mjs --help
  ends_with 0 functions storeplane --help
  # Without a key to derive passwords from: refused.
  ends_with 2 poller
  ends_with 0 poller helm version --short
}

ends_with() { # exit code, image, command
  local wanted=$1 image=$prefix-$2:$tag code=0
  shift 2
  "${ENGINE:-docker}" run --rm --read-only --cap-drop ALL --tmpfs /tmp "$image" "$@" || code=$?
  [ "$code" = "$wanted" ] && return
  echo "try-images.sh: $image ${*:-(its command)} ended with $code instead of $wanted" >&2
  exit 1
}

main
