// One pod: what keeps it from being ready, and how long that may be so.
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import { containerFault } from './container.ts'
import type { Fault } from './fault.ts'
import { isLeaving, type Scene, stepOf } from './scene.ts'
import type { ContainerStatus } from './sight.ts'

export type Pod = KubeObject & {
  status?: {
    phase?: string
    reason?: string
    message?: string
    conditions?: { type: string; status: string; reason?: string; message?: string }[]
    initContainerStatuses?: ContainerStatus[]
    containerStatuses?: ContainerStatus[]
  }
}

/** `component` is the workload's: a pod may lack the label. A pod that has ended or is leaving has no faults. */
export function podFaults(pod: Pod, component: string, scene: Scene): Fault[] {
  if (isLeaving(pod) || hasEnded(pod)) return []
  const unschedulable = unschedulableFault(pod, component, scene)
  const containers = statusesOf(pod).map((status) => containerFault({ status, pod, component, scene }))
  return [unschedulable, ...containers].filter((fault) => fault !== null)
}

/** Half a sentence for progress messages. */
export function describePod(pod: Pod): string {
  const { name } = pod.metadata
  if (isLeaving(pod)) return `pod ${name} is being deleted`
  if (hasEnded(pod)) return `pod ${name} has ended (${pod.status?.reason ?? pod.status?.phase})`
  const waiting = statusesOf(pod).find(({ state }) => state?.waiting?.reason)
  const phase = pod.status?.phase === 'Running' ? 'runs but is not ready' : `is ${pod.status?.phase ?? 'unknown'}`
  return waiting ? `pod ${name}, container ${waiting.name}: ${waiting.state?.waiting?.reason}` : `pod ${name} ${phase}`
}

/** Failed and evicted pods are replaced by their controllers. */
function hasEnded({ status }: Pod): boolean {
  return status?.phase === 'Failed' || status?.phase === 'Succeeded'
}

export function statusesOf({ status }: Pod): ContainerStatus[] {
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]
}

function unschedulableFault(pod: Pod, component: string, { limits }: Scene): Fault | null {
  const condition = pod.status?.conditions?.find(({ type }) => type === 'PodScheduled')
  if (condition?.status !== 'False' || condition.reason !== 'Unschedulable') return null
  const message = condition.message ?? 'no message'
  const byVolume = /unbound immediate PersistentVolumeClaims|persistentvolumeclaim .* not found/i.test(message)
  return {
    kind: 'unschedulable',
    key: `unschedulable:${component}`,
    step: byVolume ? 'volumes' : stepOf(component),
    code: byVolume ? 'volume_not_bound' : 'unschedulable',
    reason: `Pods not ready: pod ${pod.metadata.name} cannot be scheduled: ${message}`,
    holdsMs: limits.unschedulableMs,
    pod: pod.metadata.name,
    container: null,
  }
}
