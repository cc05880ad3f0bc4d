#!/usr/bin/env bash
# Prints the version that a tag releases: version.sh vX.Y.Z. Ends with 1 where the tag is not that of package.json.
set -euo pipefail

tag=${1:?usage: version.sh vX.Y.Z}
version=$(node -p "require('$(dirname "${BASH_SOURCE[0]}")/../../package.json').version")
if [ "$tag" != "v$version" ]; then
  echo "version.sh: the tag is $tag, but package.json says $version; tag v$version, or change package.json and CHANGELOG.md first" >&2
  exit 1
fi
echo "$version"
