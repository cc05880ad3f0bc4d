// Deployments: one ReplicaSet per template, scaled up and down until the newest carries all pods.
import type { Cluster } from '../cluster.ts'
import { controllerOf, type KubeObject, namespaceOf } from '../objects/object.ts'
import { resourceOf } from '../objects/resources.ts'
import type { Deployment, ReplicaSet } from '../objects/workloads.ts'
import { createObject } from '../operations/create.ts'
import { deleteObject } from '../operations/delete.ts'
import { suffixOf } from '../operations/random-suffix.ts'
import { recordEvent } from '../operations/record-event.ts'
import { ApiError } from '../status.ts'
import { deploymentStatus, msUntilDeadline } from './deployment-status.ts'
import { ownerReferenceTo, podsOf } from './make-pod.ts'

const setsKey = 'replicasets.apps'

export function reconcileDeployment(cluster: Cluster, namespace: string, name: string): number | undefined {
  const deployment = cluster.objects.get('deployments.apps', namespace, name)
  if (!deployment || deployment.metadata.deletionTimestamp) return undefined
  const sets = setsOf(cluster, deployment)
  const hash = suffixOf(deployment.spec.template)
  const newest = sets.find((set) => set.metadata.labels?.['pod-template-hash'] === hash)
  const old = sets.filter((set) => set !== newest)
  if (!deployment.spec.paused) rollOut(cluster, deployment, { newest, old, hash })
  forgetOldest(cluster, deployment, old)
  const status = deploymentStatus(deployment, setsOf(cluster, deployment), hash)
  cluster.objects.save('deployments.apps', { ...deployment, status })
  return msUntilDeadline({ ...deployment, status })
}

function setsOf(cluster: Cluster, deployment: KubeObject): ReplicaSet[] {
  const { uid } = deployment.metadata
  return cluster.objects
    .dependents(uid)
    .filter(({ key, object }) => key === setsKey && controllerOf(object)?.uid === uid)
    .map(({ object }) => object as ReplicaSet)
}

function rollOut(
  cluster: Cluster,
  deployment: Deployment,
  { newest, old, hash }: { newest: ReplicaSet | undefined; old: ReplicaSet[]; hash: string },
): void {
  const wanted = deployment.spec.replicas
  if (deployment.spec.strategy?.type === 'Recreate') {
    for (const set of old) scale(cluster, deployment, set, 0)
    if (old.some((set) => podsOf(cluster, set).length > 0)) return
  }
  if (!newest) makeSet(cluster, deployment, hash)
  else scale(cluster, deployment, newest, wanted)
  let surplus = Math.max(0, wanted - (newest?.status?.readyReplicas ?? 0))
  for (const set of old) {
    scale(cluster, deployment, set, Math.min(set.spec.replicas, surplus))
    surplus -= Math.min(set.spec.replicas, surplus)
  }
}

function makeSet(cluster: Cluster, deployment: Deployment, hash: string): void {
  const { template, selector, replicas } = deployment.spec
  const own = { 'pod-template-hash': hash }
  const labels = { ...template.metadata?.labels, ...own }
  const name = `${deployment.metadata.name}-${hash}`
  const revision = String(1 + setsOf(cluster, deployment).length)
  try {
    createObject(cluster, resourceOf(setsKey), namespaceOf(deployment), {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name,
        labels,
        annotations: { 'deployment.kubernetes.io/revision': revision },
        ownerReferences: [ownerReferenceTo(deployment)],
      },
      spec: {
        replicas,
        selector: { ...selector, matchLabels: { ...selector.matchLabels, ...own } },
        template: { ...template, metadata: { ...template.metadata, labels } },
      },
    })
    emitScale(cluster, deployment, `Scaled up replica set ${name} to ${replicas}`)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
  }
}

function scale(cluster: Cluster, deployment: Deployment, set: ReplicaSet, replicas: number): void {
  const before = set.spec.replicas
  if (before === replicas) return
  const metadata = { ...set.metadata, generation: (set.metadata.generation ?? 1) + 1 }
  cluster.objects.save(setsKey, { ...set, metadata, spec: { ...set.spec, replicas } })
  const direction = replicas > before ? 'up' : 'down'
  emitScale(cluster, deployment, `Scaled ${direction} replica set ${set.metadata.name} to ${replicas} from ${before}`)
}

function emitScale(cluster: Cluster, deployment: Deployment, message: string): void {
  recordEvent(cluster, deployment, {
    type: 'Normal',
    reason: 'ScalingReplicaSet',
    message,
    component: 'deployment-controller',
  })
}

function forgetOldest(cluster: Cluster, deployment: Deployment, old: ReplicaSet[]): void {
  const idle = old.filter((set) => set.spec.replicas === 0 && !set.status?.replicas)
  const surplus = idle.length - (deployment.spec.revisionHistoryLimit ?? 10)
  for (const set of idle.slice(0, Math.max(0, surplus))) deleteObject(cluster, resourceOf(setsKey), set)
}
