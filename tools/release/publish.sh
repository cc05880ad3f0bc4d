#!/usr/bin/env bash
# Joins the images of each architecture under one tag, and pushes the charts that package-charts.sh packed:
# publish.sh PREFIX TAG FOLDER REGISTRY ARCH…, such as
#   publish.sh ghcr.io/example/storeplane 1.2.3 charts oci://ghcr.io/example/charts amd64 arm64
# PREFIX-functions:TAG-ARCH and PREFIX-poller:TAG-ARCH are there already; their SBOM and provenance go with them.
# The caller is logged in to both (docker login, helm registry login).
set -euo pipefail

usage='usage: publish.sh PREFIX TAG FOLDER REGISTRY ARCH…'
prefix=${1:?$usage} tag=${2:?$usage} folder=${3:?$usage} registry=${4:?$usage}
shift 4
: "${1:?$usage}"

for name in functions poller; do
  image=$prefix-$name:$tag
  "${ENGINE:-docker}" buildx imagetools create --tag "$image" "${@/#/$image-}"
done
for chart in "$folder"/*.tgz; do "${HELM:-helm}" push "$chart" "$registry"; done
