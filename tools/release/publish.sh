#!/usr/bin/env bash
# Pushes the images that build-images.sh made and the charts that package-charts.sh packed: publish.sh PREFIX TAG FOLDER REGISTRY, such as
#   publish.sh ghcr.io/example/storeplane 1.2.3 charts oci://ghcr.io/example/charts
# Whoever calls it is logged in to both (docker login, helm registry login).
set -euo pipefail

prefix=${1:?usage: publish.sh PREFIX TAG FOLDER REGISTRY} tag=${2:?TAG is missing} folder=${3:?FOLDER is missing} registry=${4:?REGISTRY is missing}

for name in functions poller; do "${ENGINE:-docker}" push "$prefix-$name:$tag"; done
for chart in "$folder"/*.tgz; do "${HELM:-helm}" push "$chart" "$registry"; done
