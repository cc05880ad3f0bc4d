// What Deployments and StatefulSets share: they count pods.
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import type { Fault, Finding } from './fault.ts'
import { isCauseHidden } from './image.ts'
import { describePod, isStarting, type Pod, podFaults, statusesOf } from './pod.ts'
import { componentOf, podsOf, type ReadinessInput, stepOf } from './readiness-input.ts'

export type Counted = {
  workload: KubeObject
  kind: 'Deployment' | 'StatefulSet'
  wanted: number
  existing: number
  ready: number
  isComplete: boolean
  /** The controller's own complaints. */
  faults: (podFaults: Fault[]) => Fault[]
}

type Observed = KubeObject & { status?: { observedGeneration?: number } }

/** A status that is older than the spec says nothing. */
export function isObserved({ metadata, status }: Observed): boolean {
  return (status?.observedGeneration ?? 0) >= (metadata.generation ?? 0)
}

/** No unmet condition and no fault for a complete workload: pods of an older revision may do as they like. */
export function findingOf(counted: Counted, input: ReadinessInput): Finding {
  if (counted.isComplete) return { unmet: [], faults: [] }
  const { workload, wanted, existing } = counted
  const component = componentOf(workload)
  const pods = podsOf(workload, input) as Pod[]
  const ofPods = pods.flatMap((pod) => podFaults(pod, component, input))
  const faults = [...ofPods, ...counted.faults(ofPods)]
  const hidden = pods.some((pod) => statusesOf(pod).some(isCauseHidden))
  const unmet = {
    step: stepOf(component),
    message: messageOf(counted, pods),
    wantsEvents: existing < wanted || hidden,
    isStarting: isStarting({ pods, wanted, faults }),
  }
  return { unmet: [unmet], faults }
}

function messageOf({ workload, kind, wanted, ready }: Counted, pods: Pod[]): string {
  const { name } = workload.metadata
  if (wanted === 0) return `${kind} ${name} is scaled to 0`
  const first = pods.find((pod) => !isPodReady(pod))
  return `${ready} of ${wanted} pods of ${kind} ${name} ready${first ? `: ${describePod(first)}` : ''}`
}

function isPodReady({ status }: Pod): boolean {
  return status?.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') ?? false
}
