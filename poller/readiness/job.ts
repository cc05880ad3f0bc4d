// The set-up Job: complete, still trying, or failed permanently. Failed pods on the way are its own business.
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import { latestEventMessage } from './events.ts'
import { failedJob } from './failed-job.ts'
import type { Fault, Finding } from './fault.ts'
import { isCauseHidden } from './image.ts'
import { describePod, isStarting, type Pod, podFaults, statusesOf } from './pod.ts'
import { componentOf, podsOf, type ReadinessInput, stepOf } from './readiness-input.ts'
import { refusedCreation } from './refused-creation.ts'

type Job = KubeObject & {
  status?: {
    active?: number
    failed?: number
    succeeded?: number
    conditions?: { type: string; status: string; reason?: string; message?: string }[]
  }
}

export function checkJob(object: KubeObject, input: ReadinessInput): Finding {
  const job = object as Job
  if (conditionOf(job, 'Complete')) return { unmet: [], faults: [] }
  const component = componentOf(job)
  const pods = podsOf(job, input) as Pod[]
  const hasStarted = started(job)
  // FailureTarget is Failed already decided, while its pods are still ending.
  const failure = conditionOf(job, 'Failed') ?? conditionOf(job, 'FailureTarget')
  const faults = failure ? [failedJob({ job, pods, failure })] : faultsOf(job, pods, input)
  const unmet = {
    step: stepOf(component),
    message: messageOf(job, pods),
    wantsEvents: !hasStarted || pods.some((pod) => statusesOf(pod).some(isCauseHidden)),
    // Between two attempts it has no pod, and needs none to have failed.
    isStarting: isStarting({ pods, wanted: hasStarted ? 0 : 1, faults }),
  }
  return { unmet: [unmet], faults }
}

function conditionOf({ status }: Job, wanted: 'Complete' | 'Failed' | 'FailureTarget') {
  return status?.conditions?.find(({ type, status: value }) => type === wanted && value === 'True')
}

function started({ status }: Job): boolean {
  return (status?.active ?? 0) + (status?.succeeded ?? 0) + (status?.failed ?? 0) > 0
}

function faultsOf(job: Job, pods: Pod[], input: ReadinessInput): Fault[] {
  const component = componentOf(job)
  const refused = started(job) ? null : refusal(job, component, input)
  return [...pods.flatMap((pod) => podFaults(pod, component, input)), refused].filter((fault) => fault !== null)
}

function refusal(job: KubeObject, component: string, { events, limits }: ReadinessInput): Fault | null {
  const message = latestEventMessage({ events, kind: 'Job', object: job, reasons: ['FailedCreate'] })
  const workload = `Job ${job.metadata.name}`
  return refusedCreation({ workload, component, message, toleranceMs: limits.createRefusedMs })
}

function messageOf(job: Job, pods: Pod[]): string {
  const failed = job.status?.failed ?? 0
  const attempts = failed > 0 ? ` (${failed} failed attempts)` : ''
  const current = pods.find(({ status }) => status?.phase === 'Pending' || status?.phase === 'Running')
  return `Job ${job.metadata.name} is not complete${attempts}${current ? `: ${describePod(current)}` : ''}`
}
