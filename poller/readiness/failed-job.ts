// A set-up Job that has given up: what it said last, and when it said nothing, how it ended.
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import { specialEnd } from './container.ts'
import type { Fault } from './fault.ts'
import { type Pod, statusesOf } from './pod.ts'
import { componentOf, stepOf } from './readiness-input.ts'
import { describeEnd, lastTellingLine, type Terminated } from './termination.ts'

type Job = KubeObject & { spec?: { activeDeadlineSeconds?: number } }
type Failure = { reason?: string; message?: string }

export function failedJob({ job, pods, failure }: { job: Job; pods: Pod[]; failure: Failure }): Fault {
  const last = lastFailure(pods)
  const { name } = job.metadata
  const why = [failure.reason, failure.message].filter(Boolean).join(': ') || 'no reason given'
  const end = last === null ? [] : [`pod ${last.pod}, container ${last.container}: ${describeEnd(last.terminated)}`]
  return {
    kind: 'job',
    key: `job:${name}`,
    step: stepOf(componentOf(job)),
    code: 'setup_job_failed',
    reason: `Setup job failed: ${causeOf(job, failure, last)}`,
    details: [`Job ${name}: ${why}`, ...end].join('\n'),
    toleranceMs: 0,
    pod: last?.pod ?? null,
    container: last?.container ?? null,
  }
}

type Last = { pod: string; container: string; terminated: Terminated }

/** The newest pod with a container that ended badly. */
function lastFailure(pods: Pod[]): Last | null {
  for (const pod of pods.toSorted((a, b) => created(b).localeCompare(created(a)))) {
    for (const { name, state, lastState } of statusesOf(pod)) {
      const terminated = state?.terminated ?? lastState?.terminated
      if (terminated && terminated.exitCode !== 0) return { pod: pod.metadata.name, container: name, terminated }
    }
  }
  return null
}

function created({ metadata }: KubeObject): string {
  return metadata.creationTimestamp ?? ''
}

function causeOf({ spec }: Job, { reason }: Failure, last: Last | null): string {
  const said = lastTellingLine(last?.terminated)
  if (reason !== 'DeadlineExceeded') return specialEnd(last?.terminated) ?? (said || plainEnd(last))
  const seconds = spec?.activeDeadlineSeconds
  const late = `it did not finish ${seconds === undefined ? 'in time' : `within ${seconds} s`}`
  return said ? `${late}; it said last: ${said}` : late
}

function plainEnd(last: Last | null): string {
  return last === null ? 'all its attempts failed' : `it ended with exit code ${last.terminated.exitCode}`
}
