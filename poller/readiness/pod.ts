// One pod: what keeps it from being ready, and how long that may be so.
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import { containerFault } from './container.ts'
import type { Fault } from './fault.ts'
import type { ContainerStatus } from './observed-container.ts'
import { isTerminating, type ReadinessInput } from './readiness-input.ts'
import { unschedulableFault } from './unschedulable.ts'

export type PodCondition = { type: string; status: string; reason?: string; message?: string }

export type Pod = KubeObject & {
  status?: {
    phase?: string
    reason?: string
    message?: string
    conditions?: PodCondition[]
    initContainerStatuses?: ContainerStatus[]
    containerStatuses?: ContainerStatus[]
  }
}

/** `component` is the workload's: a pod may lack the label. A pod that has ended or is terminating has no faults. */
export function podFaults(pod: Pod, component: string, input: ReadinessInput): Fault[] {
  if (!isLive(pod)) return []
  const unschedulable = unschedulableFault({ pod, conditions: pod.status?.conditions ?? [], component, input })
  const containers = statusesOf(pod).map((status) => containerFault({ status, pod, component, input }))
  return [unschedulable, ...containers].filter((fault) => fault !== null)
}

/** Half a sentence for progress messages. */
export function describePod(pod: Pod): string {
  const { name } = pod.metadata
  if (isTerminating(pod)) return `pod ${name} is being deleted`
  if (hasEnded(pod)) return `pod ${name} has ended (${pod.status?.reason ?? pod.status?.phase})`
  const waiting = statusesOf(pod).find(({ state }) => state?.waiting?.reason)
  const phase = pod.status?.phase === 'Running' ? 'runs but is not ready' : `is ${pod.status?.phase ?? 'unknown'}`
  return waiting ? `pod ${name}, container ${waiting.name}: ${waiting.state?.waiting?.reason}` : `pod ${name} ${phase}`
}

/** Whether pods of a workload may still show a fault: none has one that is explained, and not all have come to run. */
export function isStarting({ pods, wanted, faults }: { pods: Pod[]; wanted: number; faults: Fault[] }): boolean {
  const live = pods.filter(isLive)
  const awaited = live.length < wanted || live.some(({ status }) => status?.phase !== 'Running')
  return awaited && faults.every(({ isUnexplained }) => isUnexplained)
}

function isLive(pod: Pod): boolean {
  return !isTerminating(pod) && !hasEnded(pod)
}

/** Failed and evicted pods are replaced by their controllers. */
function hasEnded({ status }: Pod): boolean {
  return status?.phase === 'Failed' || status?.phase === 'Succeeded'
}

export function statusesOf({ status }: Pod): ContainerStatus[] {
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]
}
