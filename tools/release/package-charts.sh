#!/usr/bin/env bash
# Packs every chart of helm/ with one version: package-charts.sh VERSION FOLDER. HELM is the Helm to use, the one on PATH unless set.
set -euo pipefail

version=${1:?usage: package-charts.sh VERSION FOLDER} folder=${2:?usage: package-charts.sh VERSION FOLDER}
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

for chart in "$project"/helm/*/Chart.yaml; do
  "${HELM:-helm}" package --version "$version" --app-version "$version" --destination "$folder" "$(dirname "$chart")"
done
