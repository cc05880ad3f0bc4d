#!/usr/bin/env bash
# A cluster for `npm run test:cluster` on kind, with the commands of CLUSTER_TOOL that .ci/run and the tests use:
#   up | down | load ARCHIVE… | image NAME DIR CMD… | exec CMD… | stop apiserver | start apiserver
# Needs kind, docker, kubectl and helm. Port 80 of this machine leads to the ingress.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
name=storeplane
node=$name-control-plane
export KUBECONFIG=${TMPDIR:-/tmp}/storeplane-kind.kubeconfig
manifests=/etc/kubernetes/manifests

main() {
  local verb=${1:?a command is missing: up, down, load, image, exec, stop or start}; shift
  case $verb in
    up | down | load | image | stop | start) "$verb" "$@" ;;
    exec) "$@" ;;
    *) echo "kind-cluster.sh: there is no command $verb" >&2; return 2 ;;
  esac
}

up() {
  kind create cluster --name "$name" --kubeconfig "$KUBECONFIG" --wait 300s --config - <<'CONFIG'
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
nodes:
  - role: control-plane
    extraPortMappings: [{ containerPort: 80, hostPort: 80, listenAddress: 127.0.0.1 }]
CONFIG
  helm install traefik traefik --repo https://traefik.github.io/charts --namespace ingress --create-namespace --wait --timeout 5m \
    --set ports.web.hostPort=80 --set service.type=ClusterIP --set ingressClass.isDefaultClass=true
  # What the tests pull from: images that are missing, denied or slow. On the node's own loopback.
  docker run --detach --name "$name-registry" --network "container:$node" --volume "$here:/ci:ro" node:24-slim node /ci/stub-registry.mjs >/dev/null
}

down() {
  docker rm --force "$name-registry" >/dev/null
  kind delete cluster --name "$name"
  rm -f "$KUBECONFIG"
}

load() {
  local archive
  for archive; do kind load image-archive --name "$name" "$archive"; done
}

image() { # NAME DIR CMD…: the folder as an image that runs the command
  local image=$1 folder=$2; shift 2
  tar -C "$folder" -c . | docker import --change "CMD $(node -p 'JSON.stringify(process.argv.slice(1))' -- "$@")" - "$image" >/dev/null
  kind load docker-image --name "$name" "$image"
}

# The kubelet stops what has no manifest any more, and starts it when the manifest is back.
stop() { docker exec "$node" mv "$manifests/kube-$1.yaml" "/etc/kubernetes/kube-$1.yaml"; }
start() { docker exec "$node" mv "/etc/kubernetes/kube-$1.yaml" "$manifests/kube-$1.yaml"; }

main "$@"
