// One Deployment: all its pods are of the newest revision and available, or why not.
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import { type Fault, type Finding, podsNotReady } from './fault.ts'
import { componentOf, type ReadinessInput, stepOf } from './readiness-input.ts'
import { refusedCreation } from './refused-creation.ts'
import { findingOf, isObserved } from './replicas.ts'

type Deployment = KubeObject & {
  spec?: { replicas?: number; progressDeadlineSeconds?: number }
  status?: {
    observedGeneration?: number
    replicas?: number
    updatedReplicas?: number
    readyReplicas?: number
    availableReplicas?: number
    conditions?: { type: string; status: string; reason?: string; message?: string }[]
  }
}

export function checkDeployment(workload: KubeObject, input: ReadinessInput): Finding {
  const { spec, status = {} } = workload as Deployment
  const wanted = spec?.replicas ?? 1
  const { replicas: existing = 0, updatedReplicas = 0, readyReplicas: ready = 0, availableReplicas = 0 } = status
  const full = [updatedReplicas, ready, availableReplicas].every((count) => count === wanted)
  return findingOf(
    {
      workload,
      kind: 'Deployment',
      wanted,
      existing,
      ready,
      isComplete: isObserved(workload) && wanted > 0 && full,
      faults: (podFaults) => [refusal(workload, input), deadline(workload, podFaults, input)].filter((f) => f !== null),
    },
    input,
  )
}

function refusal(workload: Deployment, { limits }: ReadinessInput): Fault | null {
  const condition = conditionOf(workload, 'ReplicaFailure')
  if (condition?.status !== 'True') return null
  const name = `Deployment ${workload.metadata.name}`
  const message = condition.message ?? ''
  return refusedCreation({
    workload: name,
    component: componentOf(workload),
    message,
    toleranceMs: limits.createRefusedMs,
  })
}

/** A pod's own fault says more and has a clock of its own. */
function deadline(workload: Deployment, podFaults: Fault[], { limits }: ReadinessInput): Fault | null {
  const condition = conditionOf(workload, 'Progressing')
  if (podFaults.length > 0 || !isObserved(workload)) return null
  if (condition?.status !== 'False' || condition.reason !== 'ProgressDeadlineExceeded') return null
  const component = componentOf(workload)
  const { name } = workload.metadata
  const seconds = workload.spec?.progressDeadlineSeconds
  const within = seconds === undefined ? 'in time' : `within ${seconds} s`
  return {
    kind: 'deadline',
    key: `deadline:${component}:${name}`,
    step: stepOf(component),
    code: 'pods_not_ready',
    reason: podsNotReady(`the pods did not become ready ${within}`, component),
    details: `Deployment ${name}: ${condition.message ?? condition.reason}`,
    toleranceMs: limits.progressDeadlineMs,
    pod: null,
    container: null,
  }
}

function conditionOf({ status }: Deployment, wanted: string) {
  return status?.conditions?.find(({ type }) => type === wanted)
}
