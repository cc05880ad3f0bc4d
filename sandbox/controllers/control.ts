// Starts the controllers: each looks at an object again when it, or what belongs to it, has changed.
import type { Cluster } from '../cluster.ts'
import { controllerOf, type KubeObject, namespaceOf } from '../objects/object.ts'
import { resourceOfKind } from '../objects/resources.ts'
import { reconcileClaim } from './claims.ts'
import { reconcileDeployment } from './deployments.ts'
import { followEndpoints } from './endpoints.ts'
import { followDependents } from './garbage.ts'
import { reconcileIngress } from './ingresses.ts'
import { reconcileJob } from './jobs.ts'
import { reconcileNamespace } from './namespaces.ts'
import { reconcilePod } from './pods/reconcile-pod.ts'
import { createQueue, type Queue } from './queue.ts'
import { reconcileQuota } from './quotas.ts'
import { reconcileReplicaSet } from './replica-sets.ts'
import { reconcileStatefulSet } from './stateful-sets.ts'

const reconcilers = {
  namespaces: reconcileNamespace,
  'deployments.apps': reconcileDeployment,
  'replicasets.apps': reconcileReplicaSet,
  'statefulsets.apps': reconcileStatefulSet,
  'jobs.batch': reconcileJob,
  pods: reconcilePod,
  persistentvolumeclaims: reconcileClaim,
  'ingresses.networking.k8s.io': reconcileIngress,
  resourcequotas: reconcileQuota,
}

export function startControllers(cluster: Cluster): { close(): void } {
  const queues = new Map<string, Queue>()
  for (const [key, reconcile] of Object.entries(reconcilers)) {
    queues.set(
      key,
      createQueue((namespace, name) => reconcile(cluster, namespace, name)),
    )
  }
  const addAll = (key: string, namespace?: string) => {
    for (const object of cluster.objects.list(key, namespace))
      queues.get(key)?.add(namespaceOf(object), object.metadata.name)
  }
  cluster.objects.log.listen('*', ({ key, object }) => {
    queues.get(key)?.add(namespaceOf(object), object.metadata.name)
    addController(queues, object)
    if (object.metadata.deletionTimestamp || key === 'pods') addNamespaceOnItsWayOut(cluster, queues, object)
    if (key === 'pods') {
      addClaims(queues, object)
      addAll('resourcequotas', namespaceOf(object))
    }
    if (key === 'persistentvolumeclaims' || key === 'persistentvolumes') addClaimUsers(cluster, queues, object)
  })
  cluster.scenario.onChange(() => {
    for (const key of queues.keys()) addAll(key)
  })
  const parts = [followDependents(cluster), followEndpoints(cluster)]
  return {
    close() {
      for (const part of [...queues.values(), ...parts]) part.close()
    },
  }
}

function addController(queues: Map<string, Queue>, object: KubeObject): void {
  const owner = controllerOf(object)
  const resource = owner && resourceOfKind(owner.apiVersion, owner.kind)
  if (resource) queues.get(resource.key)?.add(namespaceOf(object), owner.name)
}

function addNamespaceOnItsWayOut(cluster: Cluster, queues: Map<string, Queue>, object: KubeObject): void {
  const namespace = namespaceOf(object)
  if (cluster.objects.get('namespaces', '', namespace)?.metadata.deletionTimestamp)
    queues.get('namespaces')?.add('', namespace)
}

function addClaims(queues: Map<string, Queue>, pod: KubeObject): void {
  const { volumes = [] } = pod.spec as { volumes?: { persistentVolumeClaim?: { claimName: string } }[] }
  for (const { persistentVolumeClaim } of volumes) {
    if (persistentVolumeClaim)
      queues.get('persistentvolumeclaims')?.add(namespaceOf(pod), persistentVolumeClaim.claimName)
  }
}

/** A claim's change lets pods go on that wait for it; a volume's change concerns its claim. */
function addClaimUsers(cluster: Cluster, queues: Map<string, Queue>, object: KubeObject): void {
  const { claimRef } = (object.spec ?? {}) as { claimRef?: { namespace: string; name: string } }
  if (claimRef) queues.get('persistentvolumeclaims')?.add(claimRef.namespace, claimRef.name)
  if (object.kind !== 'PersistentVolumeClaim') return
  for (const pod of cluster.objects.list('pods', namespaceOf(object))) {
    if (pod.spec.volumes?.some((volume) => volume.persistentVolumeClaim?.claimName === object.metadata.name)) {
      queues.get('pods')?.add(namespaceOf(pod), pod.metadata.name)
    }
  }
}
