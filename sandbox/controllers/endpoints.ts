// Endpoints: the ready pods behind each Service.
import type { Cluster } from '../cluster.ts'
import type { Service } from '../objects/network.ts'
import { type KubeObject, type Labels, namespaceOf } from '../objects/object.ts'
import type { Pod } from '../objects/pod.ts'
import { resourceOf } from '../objects/resources.ts'
import { createObject } from '../operations/create.ts'
import { isReady } from './pods/pod-state.ts'
import { createQueue } from './queue.ts'

export function followEndpoints(cluster: Cluster): { close(): void } {
  const queue = createQueue((namespace, name) => reconcileEndpoints(cluster, namespace, name))
  const stop = cluster.objects.log.listen('*', ({ key, object }) => {
    if (key === 'services') queue.add(namespaceOf(object), object.metadata.name)
    if (key !== 'pods') return
    for (const service of cluster.objects.list('services', namespaceOf(object))) {
      if (isBehind(service, object)) queue.add(namespaceOf(object), service.metadata.name)
    }
  })
  return {
    close() {
      stop()
      queue.close()
    },
  }
}

/** The pods a Service sends to. */
export const readyPodsBehind = (cluster: Cluster, service: Service): Pod[] =>
  cluster.objects.list('pods', namespaceOf(service)).filter((pod) => isReady(pod) && isBehind(service, pod))

function isBehind({ spec }: Service, { metadata }: KubeObject): boolean {
  const wanted = Object.entries((spec.selector ?? {}) as Labels)
  return wanted.length > 0 && wanted.every(([key, value]) => metadata.labels?.[key] === value)
}

function reconcileEndpoints(cluster: Cluster, namespace: string, name: string): undefined {
  const service = cluster.objects.get('services', namespace, name)
  if (!service || service.metadata.deletionTimestamp) {
    cluster.objects.remove('endpoints', namespace, name)
    return
  }
  if (!service.spec.selector || cluster.objects.get('namespaces', '', namespace)?.metadata.deletionTimestamp) return
  const addresses = readyPodsBehind(cluster, service).map((pod) => ({
    ip: pod.status?.['podIP'],
    nodeName: 'sandbox',
    targetRef: { kind: 'Pod', namespace, name: pod.metadata.name, uid: pod.metadata.uid },
  }))
  const ports = (service.spec.ports ?? []).map((port) => ({
    ...(port.name ? { name: port.name } : {}),
    port: port.port,
    protocol: port.protocol ?? 'TCP',
  }))
  const subsets = addresses.length > 0 ? [{ addresses, ports }] : []
  const before = cluster.objects.get('endpoints', namespace, name)
  if (before) cluster.objects.save('endpoints', { ...before, subsets })
  else
    createObject(cluster, resourceOf('endpoints'), namespace, {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { name },
      subsets,
    })
}
