// Jobs: pods until enough have succeeded, or too many have failed, or the time is up.
import type { Cluster } from '../cluster.ts'
import { type Condition, timestamp, withCondition } from '../objects/object.ts'
import type { Pod } from '../objects/pod.ts'
import { resourceOf } from '../objects/resources.ts'
import type { Job } from '../objects/workloads.ts'
import { deleteObject } from '../operations/delete.ts'
import { recordEvent } from '../operations/record-event.ts'
import { makePod, podsOf } from './make-pod.ts'
import { isActive, isReady } from './pods/pod-state.ts'

const retryMs = 500

export function reconcileJob(cluster: Cluster, namespace: string, name: string): number | undefined {
  const job = cluster.objects.get('jobs.batch', namespace, name)
  if (!job || job.metadata.deletionTimestamp) return undefined
  if (verdictOf(job)) return removeFinished(cluster, job)
  const startTime = job.status?.startTime ?? timestamp()
  const pods = podsOf(cluster, job)
  const end = endOf(job, pods, startTime)
  if (end) for (const pod of pods.filter(isActive)) deleteObject(cluster, resourceOf('pods'), pod)
  const refused = !end && !job.spec.suspend && replenish(cluster, job, pods)
  saveStatus(cluster, job, startTime, end)
  if (end) tell(cluster, job, end)
  return refused ? retryMs : msUntilDeadline(job, startTime)
}

const verdictOf = (job: Job): Condition | undefined =>
  job.status?.conditions?.find(({ type, status }) => status === 'True' && (type === 'Complete' || type === 'Failed'))

function removeFinished(cluster: Cluster, job: Job): number | undefined {
  const { ttlSecondsAfterFinished: seconds } = job.spec
  if (seconds === undefined) return undefined
  const leftMs = Date.parse(verdictOf(job)?.lastTransitionTime ?? '') + seconds * 1000 - Date.now()
  if (leftMs > 0) return leftMs
  deleteObject(cluster, resourceOf('jobs.batch'), job, { propagation: 'Background' })
  return undefined
}

/** A failed pod counts once; where containers are restarted in place, each restart counts. */
function failuresOf(pods: Pod[]): number {
  const restarts = ({ status }: Pod) =>
    (status?.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0)
  return pods.reduce((sum, pod) => {
    if (pod.status?.phase === 'Failed') return sum + 1
    return pod.spec.restartPolicy === 'OnFailure' && pod.status?.phase !== 'Succeeded' ? sum + restarts(pod) : sum
  }, 0)
}

function endOf(job: Job, pods: Pod[], startTime: string): Condition | undefined {
  const { activeDeadlineSeconds, backoffLimit = 6, completions = 1 } = job.spec
  if (succeededOf(pods) >= completions) {
    return {
      type: 'Complete',
      status: 'True',
      reason: 'CompletionsReached',
      message: 'Reached expected number of succeeded pods',
    }
  }
  if (failuresOf(pods) > backoffLimit) {
    return {
      type: 'Failed',
      status: 'True',
      reason: 'BackoffLimitExceeded',
      message: 'Job has reached the specified backoff limit',
    }
  }
  if (activeDeadlineSeconds !== undefined && Date.now() >= Date.parse(startTime) + activeDeadlineSeconds * 1000) {
    return {
      type: 'Failed',
      status: 'True',
      reason: 'DeadlineExceeded',
      message: 'Job was active longer than specified deadline',
    }
  }
  return undefined
}

const succeededOf = (pods: Pod[]): number => pods.filter(({ status }) => status?.phase === 'Succeeded').length

/** Whether a pod that is needed was refused. */
function replenish(cluster: Cluster, job: Job, pods: Pod[]): boolean {
  const { parallelism = 1, completions = 1, template } = job.spec
  const wanted = Math.min(parallelism, completions - succeededOf(pods))
  for (let active = pods.filter(isActive).length; active < wanted; active += 1) {
    if (makePod(cluster, { owner: job, template })) return true
  }
  return false
}

function saveStatus(cluster: Cluster, job: Job, startTime: string, end: Condition | undefined): void {
  const pods = podsOf(cluster, job)
  const active = pods.filter(isActive)
  const succeeded = succeededOf(pods)
  const failed = pods.filter(({ status }) => status?.phase === 'Failed').length
  const status = {
    startTime,
    ...(active.length > 0 && !end ? { active: active.length } : {}),
    ready: active.filter(isReady).length,
    ...(succeeded > 0 ? { succeeded } : {}),
    ...(failed > 0 ? { failed } : {}),
    ...(end?.type === 'Complete' ? { completionTime: timestamp() } : {}),
    ...(end ? { conditions: [announced(end), end].reduce(withCondition, job.status?.conditions ?? []) } : {}),
    terminating: 0,
    uncountedTerminatedPods: {},
  }
  cluster.objects.save('jobs.batch', { ...job, status })
}

/** The end of a Job is announced by a condition of its own before its pods are gone. */
const announced = (end: Condition): Condition => ({
  ...end,
  type: end.type === 'Complete' ? 'SuccessCriteriaMet' : 'FailureTarget',
})

function tell(cluster: Cluster, job: Job, { type, reason = '', message = '' }: Condition): void {
  const event =
    type === 'Complete'
      ? ({ type: 'Normal', reason: 'Completed', message: 'Job completed' } as const)
      : ({ type: 'Warning', reason, message } as const)
  recordEvent(cluster, job, { ...event, component: 'job-controller' })
}

function msUntilDeadline({ spec }: Job, startTime: string): number | undefined {
  if (spec.activeDeadlineSeconds === undefined) return undefined
  return Math.max(50, Date.parse(startTime) + spec.activeDeadlineSeconds * 1000 - Date.now())
}
