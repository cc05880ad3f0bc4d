// ReplicaSets: as many pods as asked for; a refused pod is a condition.
import type { Cluster } from '../cluster.ts'
import { type Condition, withCondition } from '../objects/object.ts'
import type { Pod } from '../objects/pod.ts'
import { resourceOf } from '../objects/resources.ts'
import type { ReplicaSet } from '../objects/workloads.ts'
import { deleteObject } from '../operations/delete.ts'
import type { ApiError } from '../status.ts'
import { makePod, podsOf } from './make-pod.ts'
import { isActive, isReady } from './pods/pod-state.ts'

const retryMs = 500

export function reconcileReplicaSet(cluster: Cluster, namespace: string, name: string): number | undefined {
  const set = cluster.objects.get('replicasets.apps', namespace, name)
  if (!set || set.metadata.deletionTimestamp) return undefined
  const refusal = bringToCount(cluster, set)
  const pods = podsOf(cluster, set).filter(isActive)
  const ready = pods.filter(isReady).length
  const status = {
    replicas: pods.length,
    fullyLabeledReplicas: pods.length,
    ...(ready > 0 ? { readyReplicas: ready, availableReplicas: ready } : {}),
    observedGeneration: set.metadata.generation,
    ...conditions(set, refusal),
  }
  cluster.objects.save('replicasets.apps', { ...set, status })
  return refusal ? retryMs : undefined
}

function bringToCount(cluster: Cluster, set: ReplicaSet): ApiError | undefined {
  const pods = podsOf(cluster, set).filter(isActive)
  for (const pod of surplus(pods, set.spec.replicas)) deleteObject(cluster, resourceOf('pods'), pod)
  for (let count = pods.length; count < set.spec.replicas; count += 1) {
    const refusal = makePod(cluster, { owner: set, template: set.spec.template })
    if (refusal) return refusal
  }
  return undefined
}

/** Those that are not ready go first. */
const surplus = (pods: Pod[], wanted: number): Pod[] =>
  [...pods].sort((a, b) => Number(isReady(a)) - Number(isReady(b))).slice(0, Math.max(0, pods.length - wanted))

function conditions(set: ReplicaSet, refusal: ApiError | undefined): { conditions?: Condition[] } {
  if (!refusal) return {}
  const failure: Condition = {
    type: 'ReplicaFailure',
    status: 'True',
    reason: 'FailedCreate',
    message: refusal.message,
  }
  return { conditions: withCondition(set.status?.conditions, failure) }
}
