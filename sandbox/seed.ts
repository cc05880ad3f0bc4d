// What a cluster has from its first moment: namespaces, a node, and a class for ingresses and for storage.
import type { Cluster } from './cluster.ts'
import { timestamp } from './objects/object.ts'
import { resourceOf } from './objects/resources.ts'
import { createObject, type Draft } from './operations/create.ts'

export function seed(cluster: Cluster): void {
  for (const name of ['default', 'kube-system', 'kube-public', 'kube-node-lease']) {
    add(cluster, 'namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  }
  add(cluster, 'nodes', {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'sandbox', labels: { 'kubernetes.io/hostname': 'sandbox' } },
  })
  const node = cluster.objects.get('nodes', '', 'sandbox')
  if (node) cluster.objects.save('nodes', { ...node, status: nodeStatus() })
  add(cluster, 'ingressclasses.networking.k8s.io', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'sandbox', annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
    spec: { controller: 'sandbox.invalid/ingress' },
  })
  add(cluster, 'storageclasses.storage.k8s.io', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'sandbox', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'sandbox.invalid/volumes',
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'WaitForFirstConsumer',
  })
}

function add(cluster: Cluster, key: string, draft: Draft): void {
  createObject(cluster, resourceOf(key), '', draft)
}

function nodeStatus(): object {
  const resources = { cpu: '8', memory: '32Gi', pods: '1000', 'ephemeral-storage': '100Gi' }
  const at = timestamp()
  const ready = { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'sandbox is posting ready status' }
  return {
    capacity: resources,
    allocatable: resources,
    conditions: [{ ...ready, lastHeartbeatTime: at, lastTransitionTime: at }],
    addresses: [{ type: 'InternalIP', address: '10.0.0.1' }],
    nodeInfo: {
      kubeletVersion: 'v1.31.0+sandbox',
      osImage: 'simulated',
      architecture: 'amd64',
      operatingSystem: 'linux',
      containerRuntimeVersion: 'containerd://simulated',
      kernelVersion: '',
      kubeProxyVersion: '',
      machineID: '',
      systemUUID: '',
      bootID: '',
    },
  }
}
