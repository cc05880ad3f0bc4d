// One StatefulSet: all its pods are ready and of the newest revision, or why not.
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import { latestEventMessage } from './events.ts'
import type { Fault, Finding } from './fault.ts'
import { componentOf, type ReadinessInput } from './readiness-input.ts'
import { refusedCreation } from './refused-creation.ts'
import { findingOf, isObserved } from './replicas.ts'

type StatefulSet = KubeObject & {
  spec?: { replicas?: number }
  status?: {
    observedGeneration?: number
    replicas?: number
    readyReplicas?: number
    currentRevision?: string
    updateRevision?: string
  }
}

export function checkStatefulSet(workload: KubeObject, input: ReadinessInput): Finding {
  const { spec, status = {} } = workload as StatefulSet
  const wanted = spec?.replicas ?? 1
  const { replicas: existing = 0, readyReplicas: ready = 0, currentRevision, updateRevision } = status
  return findingOf(
    {
      workload,
      kind: 'StatefulSet',
      wanted,
      existing,
      ready,
      isComplete: isObserved(workload) && wanted > 0 && ready === wanted && currentRevision === updateRevision,
      faults: () => (existing < wanted ? refusals(workload, input) : []),
    },
    input,
  )
}

/** A StatefulSet has no condition for it: refused pods are told in events only. */
function refusals(workload: KubeObject, { events, limits }: ReadinessInput): Fault[] {
  const message = latestEventMessage({ events, kind: 'StatefulSet', object: workload, reasons: ['FailedCreate'] })
  const name = `StatefulSet ${workload.metadata.name}`
  const toleranceMs = limits.createRefusedMs
  const fault = refusedCreation({ workload: name, component: componentOf(workload), message, toleranceMs })
  return fault === null ? [] : [fault]
}
