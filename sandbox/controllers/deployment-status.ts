// A Deployment's status, from its ReplicaSets.

import { type Condition, withCondition } from '../objects/object.ts'
import type { Deployment, ReplicaSet } from '../objects/workloads.ts'

export function deploymentStatus(deployment: Deployment, sets: ReplicaSet[], hash: string): object {
  const newest = sets.find((set) => set.metadata.labels?.['pod-template-hash'] === hash)
  const sum = (count: (set: ReplicaSet) => number) => sets.reduce((total, set) => total + count(set), 0)
  const ready = sum((set) => set.status?.readyReplicas ?? 0)
  const replicas = sum((set) => set.status?.replicas ?? 0)
  const updated = newest?.status?.replicas ?? 0
  const missing = Math.max(0, deployment.spec.replicas - ready)
  return {
    observedGeneration: deployment.metadata.generation,
    ...(replicas > 0 ? { replicas } : {}),
    ...(updated > 0 ? { updatedReplicas: updated } : {}),
    ...(ready > 0 ? { readyReplicas: ready, availableReplicas: ready } : {}),
    ...(missing > 0 ? { unavailableReplicas: missing } : {}),
    conditions: conditionsOf(deployment, newest, missing === 0 && replicas === updated),
  }
}

function conditionsOf(deployment: Deployment, newest: ReplicaSet | undefined, complete: boolean): Condition[] {
  const before = deployment.status?.conditions
  const missing = (newest?.status?.readyReplicas ?? 0) < deployment.spec.replicas
  const available: Condition = missing
    ? {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      }
    : {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }
  const kept = (before ?? []).filter(({ type }) => type !== 'ReplicaFailure')
  const failure = newest?.status?.conditions?.find(({ type }) => type === 'ReplicaFailure')
  const both = withCondition(withCondition(kept, available), progressing(deployment, newest, complete))
  return failure
    ? withCondition([...both, ...(before ?? []).filter(({ type }) => type === 'ReplicaFailure')], failure)
    : both
}

function progressing(deployment: Deployment, newest: ReplicaSet | undefined, complete: boolean): Condition {
  const name = newest?.metadata.name
  const before = deployment.status?.conditions?.find(({ type }) => type === 'Progressing')
  if (complete) {
    const message = `ReplicaSet "${name}" has successfully progressed.`
    return { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable', message }
  }
  const rolling = newest && before?.reason !== 'NewReplicaSetAvailable'
  if (rolling && deadlineOf(deployment, newest) <= Date.now()) {
    const message = `ReplicaSet "${name}" has timed out progressing.`
    return { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message }
  }
  const stays = before?.reason === 'NewReplicaSetAvailable' && before.message?.includes(`"${name}"`)
  if (stays) return before
  return {
    type: 'Progressing',
    status: 'True',
    reason: 'ReplicaSetUpdated',
    message: `ReplicaSet "${name}" is progressing.`,
  }
}

const deadlineOf = ({ spec }: Deployment, newest: ReplicaSet): number =>
  Date.parse(newest.metadata.creationTimestamp) + (spec.progressDeadlineSeconds ?? 600) * 1000

/** When to look again although nothing changes: a rollout that makes no progress must be called so. */
export function msUntilDeadline({ spec, status }: Deployment): number | undefined {
  const condition = status?.conditions?.find(({ type }) => type === 'Progressing')
  if (condition?.reason !== 'ReplicaSetUpdated') return undefined
  const sinceMs = Date.now() - Date.parse(condition.lastTransitionTime ?? '')
  return Math.max(1000, (spec.progressDeadlineSeconds ?? 600) * 1000 - sinceMs + 1000)
}
