// Which object belongs to which part of a store: by labels and owner references, never by a part of a name.

import type { ReadinessLimits } from '../../shared/config/readiness-limits.ts'
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import type { WorkloadObjects } from '../../shared/kubernetes/workloads.ts'
import type { Step, Suspicion } from './fault.ts'

export type Scene = {
  workloads: WorkloadObjects
  events: KubeObject[]
  suspicion: Suspicion | null
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
      return 'database'
    case 'setup':
      return 'setup'
    default:
      return 'web'
  }
}

export function isLeaving({ metadata }: KubeObject): boolean {
  return metadata.deletionTimestamp !== undefined
}

/** The pods of a workload, with those that are being deleted only when there are no others. */
export function podsOf(workload: KubeObject, { workloads }: Scene): KubeObject[] {
  const isDeployment = workloads.deployments.includes(workload)
  const all = workloads.pods.filter((pod) => belongsTo(pod, workload, isDeployment))
  const staying = all.filter((pod) => !isLeaving(pod))
  return staying.length > 0 ? staying : all
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
