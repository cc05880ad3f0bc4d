// One Job: complete, still trying, or failed for good. Failed pods on the way are its own business.
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import { describeEnd } from './container.ts'
import { latestEventMessage } from './events.ts'
import type { Fault, Finding } from './fault.ts'
import { isCauseHidden } from './image.ts'
import { describePod, type Pod, podFaults, statusesOf } from './pod.ts'
import { refusedCreation } from './refused-creation.ts'
import { componentOf, podsOf, type Scene, stepOf } from './scene.ts'

type Job = KubeObject & {
  status?: {
    active?: number
    failed?: number
    succeeded?: number
    conditions?: { type: string; status: string; reason?: string; message?: string }[]
  }
}

export function lookAtJob(job: KubeObject, scene: Scene): Finding {
  if (condition(job, 'Complete')) return { lacks: [], faults: [] }
  const component = componentOf(job)
  const pods = podsOf(job, scene) as Pod[]
  const hasStarted = started(job)
  const wantsEvents = !hasStarted || pods.some((pod) => statusesOf(pod).some(isCauseHidden))
  const lack = { step: stepOf(component), message: messageOf(job, pods), wantsEvents }
  // FailureTarget is Failed already decided, while its pods are still ending.
  const failure = condition(job, 'Failed') ?? condition(job, 'FailureTarget')
  if (failure) return { lacks: [lack], faults: [failedJob({ job, pods, failure, component })] }
  const refused = hasStarted ? null : refusal(job, component, scene)
  const faults = [...pods.flatMap((pod) => podFaults(pod, component, scene)), refused]
  return { lacks: [lack], faults: faults.filter((fault) => fault !== null) }
}

function condition({ status }: Job, wanted: 'Complete' | 'Failed' | 'FailureTarget') {
  return status?.conditions?.find(({ type, status: value }) => type === wanted && value === 'True')
}

function started({ status }: Job): boolean {
  return (status?.active ?? 0) + (status?.succeeded ?? 0) + (status?.failed ?? 0) > 0
}

function messageOf(job: Job, pods: Pod[]): string {
  const failed = job.status?.failed ?? 0
  const attempts = failed > 0 ? ` (${failed} failed attempts)` : ''
  const current = pods.find(({ status }) => status?.phase === 'Pending' || status?.phase === 'Running')
  return `Job ${job.metadata.name} is not complete${attempts}${current ? `: ${describePod(current)}` : ''}`
}

type Failed = { job: KubeObject; pods: Pod[]; failure: { reason?: string; message?: string }; component: string }

function failedJob({ job, pods, failure, component }: Failed): Fault {
  const last = lastFailure(pods)
  const why = [failure.reason, failure.message].filter(Boolean).join(': ') || 'no reason given'
  const where = last === null ? '' : `; pod ${last.pod}, container ${last.container}: ${last.end}`
  return {
    kind: 'job',
    key: `job:${job.metadata.name}`,
    step: stepOf(component),
    code: 'setup_job_failed',
    reason: `Setup job failed: Job ${job.metadata.name}: ${why}${where}`,
    holdsMs: 0,
    pod: last?.pod ?? null,
    container: last?.container ?? null,
  }
}

/** The newest pod with a container that ended badly. */
function lastFailure(pods: Pod[]): { pod: string; container: string; end: string } | null {
  for (const pod of pods.toSorted((a, b) => created(b).localeCompare(created(a)))) {
    for (const { name, state, lastState } of statusesOf(pod)) {
      const terminated = state?.terminated ?? lastState?.terminated
      if (terminated && terminated.exitCode !== 0)
        return { pod: pod.metadata.name, container: name, end: describeEnd(terminated) }
    }
  }
  return null
}

function created({ metadata }: KubeObject): string {
  return metadata.creationTimestamp ?? ''
}

function refusal(job: KubeObject, component: string, { events, limits }: Scene): Fault | null {
  const message = latestEventMessage({ events, kind: 'Job', object: job, reasons: ['FailedCreate'] })
  return refusedCreation({ workload: `Job ${job.metadata.name}`, component, message, holdsMs: limits.createRefusedMs })
}
