// Which object belongs to which part of a store: by labels and owner references, never by a part of a name.

import type { ReadinessLimits } from '../../shared/config/readiness-limits.ts'
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import type { WorkloadObjects } from '../../shared/kubernetes/workloads.ts'
import type { Step } from './fault.ts'
import type { PendingFault } from './pending-fault.ts'

export type ReadinessInput = {
  workloads: WorkloadObjects
  events: KubeObject[]
  pendingFault: PendingFault | null
  limits: ReadinessLimits
}

/** The component label; `web` where there is none, which is the step that comes last. */
export function componentOf(object: KubeObject): string {
  return labelOf(object) ?? 'web'
}

export function stepOf(component: string): Step {
  switch (component) {
    case 'database':
    case 'cache':
    case 'setup':
      return component
    default:
      return 'web'
  }
}

/** A task beside the store, such as a backup: it neither makes a store ready nor fails it. */
export function isOtherJob(job: KubeObject): boolean {
  return labelOf(job) !== 'setup'
}

export function isPodOfOtherJob(pod: KubeObject): boolean {
  const owner = pod.metadata.ownerReferences?.find(({ controller }) => controller)
  return owner?.kind === 'Job' && labelOf(pod) !== 'setup'
}

export function isTerminating({ metadata }: KubeObject): boolean {
  return metadata.deletionTimestamp !== undefined
}

/** The pods of a workload, with those that are being deleted only when there are no others. */
export function podsOf(workload: KubeObject, { workloads }: ReadinessInput): KubeObject[] {
  const isDeployment = workloads.deployments.includes(workload)
  const all = workloads.pods.filter((pod) => belongsTo(pod, workload, isDeployment))
  const live = all.filter((pod) => !isTerminating(pod))
  return live.length > 0 ? live : all
}

function belongsTo(pod: KubeObject, workload: KubeObject, isDeployment: boolean): boolean {
  const owner = pod.metadata.ownerReferences?.find(({ controller }) => controller)
  if (owner !== undefined && owner.uid === workload.metadata.uid) return true
  // A Deployment owns its pods through ReplicaSets, which nobody lists.
  if (owner !== undefined && owner.kind !== 'ReplicaSet') return false
  const label = labelOf(pod)
  return label === undefined ? owner !== undefined && isDeployment : label === componentOf(workload)
}

function labelOf({ metadata }: KubeObject): string | undefined {
  return metadata.labels?.['app.kubernetes.io/component']
}
