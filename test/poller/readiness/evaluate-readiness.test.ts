// READY, waiting or failed: the rules as a table, on objects as a real cluster shows them.
import { describe, expect, it } from 'vitest'
import { defaultReadinessLimits } from '../../../shared/config/readiness-limits.ts'
import { noWorkloads, type WorkloadObjects } from '../../../shared/kubernetes/workloads.ts'
import { look, lookAgain, pendingFaultOf, store } from './evaluating.ts'
import { complete, event, job, overLimit, overTime, running } from './objects/job.ts'
import { exit, pod, pullMessages, unschedulable } from './objects/pod.ts'
import { claim } from './objects/volume-claim.ts'
import { deadlineExceeded, deployment, ingress, notReady, replicaFailure, statefulSet } from './objects/workloads.ts'

const leaving = { deletionTimestamp: '2026-11-24T15:00:00Z' }
const webDown = deployment('web', { status: notReady })
const databaseDown = statefulSet('database', { status: { readyReplicas: 0 } })
const noPods = { replicas: 0, readyReplicas: 0 }

describe('a store is ready', () => {
  it.each<[string, Partial<WorkloadObjects>]>([
    ['when all its parts are', {}],
    ['without a volume', { persistentvolumeclaims: [] }],
    [
      'whatever the failed pods of its complete Job say',
      { pods: [pod('setup-1f-a', { component: 'setup', phase: 'Failed' })] },
    ],
    [
      'though an old set-up Job is being deleted',
      { jobs: [job(complete), job(overLimit, { ...leaving, name: 'setup-0' })] },
    ],
    ['though an evicted pod was left behind', { pods: [pod('web-0', { component: 'web', phase: 'Failed' })] }],
  ])('%s', (_, over) => {
    expect(look(store(over))).toEqual({ kind: 'ready' })
  })
})

describe('of a store that was ready before, what is missing is gone and not waited for', () => {
  it.each<[Partial<WorkloadObjects>, string]>([
    [{ ingresses: [] }, 'The Ingress is gone'],
    [{ statefulsets: [] }, 'The database workload is gone'],
    [{ deployments: [deployment('web', { metadata: leaving })] }, 'The web workload is being deleted'],
  ])('%#', (over, message) => {
    expect(look(store(over), { wasReady: true })).toMatchObject({ kind: 'waiting', message })
  })
})

describe('a store is waiting', () => {
  it.each<[string, string, Partial<WorkloadObjects>, string | RegExp]>([
    ['database', 'nothing there at all', noWorkloads(), 'Waiting: the database workload is not there yet'],
    ['setup', 'no set-up Job', { jobs: [] }, 'Waiting: the setup Job is not there yet'],
    ['web', 'no Ingress', { ingresses: [] }, 'Waiting: the Ingress is not there yet'],
    ['web', 'web being deleted', { deployments: [deployment('web', { metadata: leaving })] }, /being deleted/],
    [
      'database',
      'a database whose pod is not ready',
      { statefulsets: [databaseDown], jobs: [job(running)] },
      '0 of 1 pods of StatefulSet database ready',
    ],
    [
      'cache',
      'a cache',
      { deployments: [deployment('web'), deployment('cache', { component: 'cache', status: notReady })] },
      /cache/,
    ],
    ['setup', 'a running Job', { jobs: [job(running)], deployments: [webDown] }, 'Job setup-1f is not complete'],
    ['setup', 'a Job that tries again', { jobs: [job({ active: 1, failed: 2 })] }, /2 failed attempts/],
    [
      'web',
      'a web pod that starts',
      { deployments: [webDown], pods: [pod('web-6d-x', { component: 'web', phase: 'Running', containers: [{}] })] },
      /pod web-6d-x runs but is not ready/,
    ],
    [
      'web',
      'a status older than the spec',
      { deployments: [deployment('web', { status: { observedGeneration: 1 } })] },
      /1 of 1/,
    ],
    [
      'web',
      'an old revision that still serves',
      { deployments: [deployment('web', { status: { updatedReplicas: 0 } })] },
      /Deployment web/,
    ],
    [
      'database',
      'a StatefulSet that rolls',
      { statefulsets: [statefulSet('database', { status: { updateRevision: 'r2' } })] },
      /database/,
    ],
    [
      'web',
      'a web scaled to nothing',
      {
        deployments: [
          deployment('web', { spec: { replicas: 0 }, status: { replicas: 0, updatedReplicas: 0, ...notReady } }),
        ],
      },
      'Deployment web is scaled to 0',
    ],
  ])('for %s: %s', (step, _, over, message) => {
    const verdict = look(store(over))
    expect(verdict).toMatchObject({
      kind: 'waiting',
      step,
      pendingFault: null,
      message: expect.stringMatching(message),
    })
  })

  it('for volumes with what the cluster says of them, as soon as it says something, and to the end', () => {
    const workloads = store({ persistentvolumeclaims: [claim('Pending')], statefulsets: [databaseDown] })
    const message = 'storageclass.storage.k8s.io "nowhere" not found'
    const events = [event('PersistentVolumeClaim', 'data-database-0', { reason: 'ProvisioningFailed', message })]
    const told = look(workloads, { events })
    const sentence = 'Pods not ready: the storage class "nowhere" does not exist (volume data-database-0)'
    expect(told).toMatchObject({ kind: 'waiting', message: sentence })
    // The look at which it fails comes without events: they are asked for only while there is something to wait for.
    const failed = look(workloads, { pendingFault: pendingFaultOf(told), nowMs: 300_000 })
    expect(failed).toMatchObject({ kind: 'failed', reason: sentence, details: expect.stringContaining(message) })
  })

  it('for volumes before all else, and calmly, for most are pending at first', () => {
    const verdict = look(store({ persistentvolumeclaims: [claim('Pending')], deployments: [webDown] }))
    const expected = { step: 'volumes', message: 'Volume data-database-0 is Pending', wantsEvents: false }
    expect(verdict).toMatchObject({ kind: 'waiting', ...expected, pendingFault: { code: 'volume_not_bound' } })
  })

  it('and wants the events only where they may say more', () => {
    const wants = (over: Partial<WorkloadObjects>) => look(store(over))
    expect(wants({ statefulsets: [statefulSet('database', { status: noPods })] })).toMatchObject({ wantsEvents: true })
    expect(wants({ jobs: [job({})] })).toMatchObject({ wantsEvents: true })
    expect(wants({ statefulsets: [databaseDown] })).toMatchObject({ wantsEvents: false })
    expect(wants({ jobs: [job(running)] })).toMatchObject({ wantsEvents: false })
    const hidden = [{ waiting: { reason: 'ImagePullBackOff', message: pullMessages.hidden } }]
    const pods = [pod('web-1', { component: 'web', containers: hidden })]
    expect(wants({ deployments: [webDown], pods })).toMatchObject({ wantsEvents: true })
  })
})

describe('a store has failed at once', () => {
  const webPod = (waiting: { reason: string; message?: string }, over: Parameters<typeof pod>[1] = {}) => ({
    deployments: [webDown],
    pods: [pod('web-1', { component: 'web', containers: [{ name: 'shop', waiting }], ...over })],
  })
  const failedPod = pod('setup-1f-a', {
    component: 'setup',
    phase: 'Failed',
    containers: [{ name: 'wp', terminated: exit(3, 'Error', 'wp: no such theme\n') }],
  })

  it.each<[string, Partial<WorkloadObjects>, string, RegExp]>([
    [
      'image_not_found',
      webPod({ reason: 'ErrImagePull', message: pullMessages.notFound }),
      'web',
      /^Pods not ready: the image "shop:1" does not exist \(web\)$/,
    ],
    [
      'image_not_found',
      webPod({ reason: 'ImagePullBackOff', message: pullMessages.shownAgain }),
      'web',
      /does not exist \(web\)$/,
    ],
    [
      'image_not_found',
      webPod({ reason: 'ErrImagePull', message: pullMessages.dockerHub }),
      'web',
      /does not exist, or needs credentials/,
    ],
    [
      'image_not_found',
      webPod({ reason: 'InvalidImageName', message: 'invalid reference format' }),
      'web',
      /the name of the image "shop:1" is not valid \(web\)$/,
    ],
    ['image_not_found', webPod({ reason: 'ErrImageNeverPull', message: 'not present' }), 'web', /may not be pulled/],
    [
      'image_pull_failed',
      webPod({ reason: 'ErrImagePull', message: pullMessages.refused }),
      'web',
      /registry refuses access to the image "shop:1"/,
    ],
    [
      'image_not_found',
      {
        deployments: [webDown],
        pods: [
          pod('web-1', {
            component: 'web',
            initContainers: [{ name: 'wait', waiting: { reason: 'ErrImagePull', message: pullMessages.notFound } }],
          }),
        ],
      },
      'web',
      /a container image does not exist \(web\)$/,
    ],
    [
      'image_not_found',
      {
        jobs: [job(running)],
        pods: [
          pod('setup-1f-a', {
            component: 'setup',
            containers: [{ waiting: { reason: 'ErrImagePull', message: pullMessages.notFound } }],
          }),
        ],
      },
      'setup',
      /the image "shop:1" does not exist \(setup\)$/,
    ],
    [
      'volume_lost',
      { persistentvolumeclaims: [claim('Lost')] },
      'volumes',
      /^Pods not ready: the storage behind a volume is gone \(volume data-database-0\)$/,
    ],
    [
      'setup_job_failed',
      { jobs: [job(overLimit)], pods: [failedPod] },
      'setup',
      /^Setup job failed: wp: no such theme$/,
    ],
    ['setup_job_failed', { jobs: [job(overTime)] }, 'setup', /^Setup job failed: it did not finish within 280 s$/],
  ])('as %s', (code, over, step, reason) => {
    expect(look(store(over))).toMatchObject({ kind: 'failed', step, code, reason: expect.stringMatching(reason) })
  })

  it('and names pod and container for whoever looks further', () => {
    expect(look(store({ jobs: [job(overLimit)], pods: [failedPod] }))).toMatchObject({
      pod: 'setup-1f-a',
      container: 'wp',
    })
  })
})

describe('a store fails only once a fault has held', () => {
  const back = (waiting: object, over: object = {}) => ({
    deployments: [webDown],
    pods: [
      pod('web-1', {
        component: 'web',
        phase: 'Running',
        containers: [{ waiting: waiting as { reason: string }, ...over }],
      }),
    ],
  })
  const crash = (restartCount: number, lastTerminated = exit(1)) =>
    back({ reason: 'CrashLoopBackOff', message: 'back-off 5m0s' }, { restartCount, lastTerminated })
  const limits = defaultReadinessLimits
  const unbound = unschedulable('0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.')
  const refusedEvent = event('StatefulSet', 'database', {
    reason: 'FailedCreate',
    message:
      'create Pod database-0 in StatefulSet database failed error: pods "database-0" is forbidden: exceeded quota: q',
  })

  it.each<[string, number, Partial<WorkloadObjects>, RegExp, Parameters<typeof lookAgain>[2]?]>([
    [
      'image_pull_failed',
      limits.imagePullMs,
      back({ reason: 'ErrImagePull', message: pullMessages.unreachable }),
      /the registry of the image "shop:1" cannot be reached \(web\)$/,
    ],
    [
      'image_pull_failed',
      limits.imagePullMs,
      back({ reason: 'ErrImagePull', message: pullMessages.unknownName }),
      /cannot be reached/,
    ],
    [
      'image_pull_failed',
      limits.imagePullMs,
      back({ reason: 'ImagePullBackOff', message: pullMessages.hidden }),
      /the image "shop:1" cannot be pulled \(web\)$/,
    ],
    [
      'container_config_error',
      limits.containerConfigMs,
      back({ reason: 'CreateContainerConfigError', message: 'secret "database" not found' }),
      /the Secret "database" is missing \(web\)$/,
    ],
    [
      'container_config_error',
      limits.containerStartMs,
      back({ reason: 'RunContainerError', message: 'exec: no such file' }),
      /a container cannot be started \(web\)$/,
    ],
    [
      'crash_loop',
      limits.crashLoopMs,
      crash(5, exit(255, 'Error', 'no database')),
      /^Pods not ready: a container crashes with exit code 255 \(web\)$/,
    ],
    [
      'out_of_memory',
      limits.crashLoopMs,
      crash(7, exit(137, 'OOMKilled')),
      /a container was killed for using more memory than its limit \(web\)$/,
    ],
    [
      'unschedulable',
      limits.unschedulableMs,
      {
        deployments: [webDown],
        pods: [
          pod('web-1', {
            component: 'web',
            conditions: unschedulable('0/1 nodes are available: 1 Insufficient memory.'),
          }),
        ],
      },
      /^Pods not ready: no node has enough memory for the pod \(web\)$/,
    ],
    [
      'volume_not_bound',
      limits.unschedulableMs,
      { statefulsets: [databaseDown], pods: [pod('database-0', { component: 'database', conditions: unbound })] },
      /a volume of the pod is not bound \(database\)$/,
    ],
    [
      'volume_not_bound',
      limits.volumeMs,
      { persistentvolumeclaims: [claim('Pending')] },
      /a volume is not bound \(volume data-database-0\)$/,
    ],
    [
      'cluster_quota_exceeded',
      limits.createRefusedMs,
      {
        deployments: [deployment('web', { status: replicaFailure('pods "web-6d-x" is forbidden: exceeded quota: q') })],
      },
      /a quota of the namespace leaves no room for the pod \(web\)$/,
    ],
    [
      'forbidden',
      limits.createRefusedMs,
      {
        deployments: [
          deployment('web', {
            status: replicaFailure('pods "web-6d-x" is forbidden: violates PodSecurity "restricted:latest"'),
          }),
        ],
      },
      /the policy PodSecurity "restricted:latest" refuses the pod \(web\)$/,
    ],
    [
      'cluster_quota_exceeded',
      limits.createRefusedMs,
      { statefulsets: [statefulSet('database', { status: noPods })] },
      /a quota of the namespace leaves no room for the pod \(database\)$/,
      { events: [refusedEvent] },
    ],
    [
      'pods_not_ready',
      limits.progressDeadlineMs,
      { deployments: [deployment('web', { status: deadlineExceeded })] },
      /^Pods not ready: the pods did not become ready in time \(web\)$/,
    ],
  ])('as %s after %i ms', (code, toleranceMs, over, reason, extra) => {
    expect(lookAgain(store(over), toleranceMs - 1, extra)).toMatchObject({
      kind: 'waiting',
      pendingFault: { code, sinceMs: 0 },
    })
    expect(lookAgain(store(over), toleranceMs, extra)).toMatchObject({
      kind: 'failed',
      code,
      reason: expect.stringMatching(reason),
    })
  })

  it('and never by crashes that are fewer than five', () => {
    expect(lookAgain(store(crash(4)), 3_600_000)).toMatchObject({
      kind: 'waiting',
      pendingFault: { code: 'crash_loop' },
    })
  })

  it('and not in the moment in which a crashing container runs again, which does not end the pending fault either', () => {
    const pendingFault = pendingFaultOf(look(store(crash(5))))
    const running = { restartCount: 6, lastTerminated: exit(1) }
    const pods = [pod('web-1', { component: 'web', phase: 'Running', containers: [running] })]
    const between = look(store({ deployments: [webDown], pods }), { pendingFault, nowMs: 500_000 })
    expect(between).toMatchObject({ kind: 'waiting', pendingFault: { sinceMs: 0 } })
    expect(look(store(crash(6)), { pendingFault: pendingFaultOf(between), nowMs: 500_000 })).toMatchObject({
      kind: 'failed',
    })
  })

  it('and a pending fault ends with its fault', () => {
    const pendingFault = pendingFaultOf(look(store(crash(5))))
    const better = look(store({ deployments: [webDown] }), { pendingFault, nowMs: 500_000 })
    expect(better).toMatchObject({ kind: 'waiting', pendingFault: null })
  })

  it('whatever name the pod has by then', () => {
    const pendingFault = pendingFaultOf(look(store(crash(5))))
    const { pods, ...rest } = crash(6)
    const renamed = pods.map((p) => ({ ...p, metadata: { ...p.metadata, name: 'web-2' } }))
    expect(look(store({ ...rest, pods: renamed }), { pendingFault, nowMs: 180_000 })).toMatchObject({
      kind: 'failed',
      pod: 'web-2',
    })
  })
})

describe('what only follows from something else fails no store', () => {
  const crashing = pod('web-1', {
    component: 'web',
    containers: [{ waiting: { reason: 'CrashLoopBackOff' }, restartCount: 9, lastTerminated: exit(1) }],
  })

  it('a shop that crashes while its database starts', () => {
    const waiting = store({ statefulsets: [databaseDown], deployments: [webDown], pods: [crashing] })
    expect(lookAgain(waiting, 3_600_000)).toMatchObject({ kind: 'waiting', step: 'database', pendingFault: null })
  })

  it('a deadline that passes while the set-up runs', () => {
    const late = store({ jobs: [job(running)], deployments: [deployment('web', { status: deadlineExceeded })] })
    expect(lookAgain(late, 3_600_000)).toMatchObject({ kind: 'waiting', step: 'setup', pendingFault: null })
  })

  it('a volume that waits for a pod which cannot be scheduled: the reason is the scheduler’s', () => {
    const conditions = unschedulable('0/1 nodes are available: 1 Insufficient cpu.')
    const pods = [pod('database-0', { component: 'database', conditions })]
    const stuck = store({ persistentvolumeclaims: [claim('Pending')], statefulsets: [databaseDown], pods })
    expect(lookAgain(stuck, 300_000)).toMatchObject({ kind: 'failed', code: 'unschedulable', step: 'database' })
  })

  it('a volume that waits for a pod which a quota refuses: the reason is the quota', () => {
    const message =
      'create Pod database-0 in StatefulSet database failed error: pods "database-0" is forbidden: exceeded quota: q'
    const events = [event('StatefulSet', 'database', { reason: 'FailedCreate', message })]
    const statefulsets = [statefulSet('database', { status: noPods })]
    const stuck = store({ persistentvolumeclaims: [claim('Pending')], statefulsets })
    expect(lookAgain(stuck, 60_000, { events })).toMatchObject({ kind: 'failed', code: 'cluster_quota_exceeded' })
  })

  it('crashes of a set-up pod, which its Job counts', () => {
    const pods = [
      { ...crashing, metadata: { ...crashing.metadata, labels: { 'app.kubernetes.io/component': 'setup' } } },
    ]
    expect(lookAgain(store({ jobs: [job(running)], pods }), 3_600_000)).toMatchObject({
      kind: 'waiting',
      pendingFault: null,
    })
  })

  it('pods that are being deleted', () => {
    const pods = [{ ...crashing, metadata: { ...crashing.metadata, ...leaving } }]
    const verdict = lookAgain(store({ deployments: [webDown], pods }), 3_600_000)
    expect(verdict).toMatchObject({
      kind: 'waiting',
      pendingFault: null,
      message: expect.stringContaining('is being deleted'),
    })
  })
})

describe('the cause of a pull that failed', () => {
  const waitingFor = (reason: string, message: string) =>
    store({
      deployments: [webDown],
      pods: [pod('web-1', { component: 'web', containers: [{ waiting: { reason, message } }] })],
    })
  const hidden = waitingFor('ImagePullBackOff', pullMessages.hidden)

  it('is kept when the back-off hides it', () => {
    const pendingFault = pendingFaultOf(look(waitingFor('ErrImagePull', pullMessages.unreachable)))
    const later = look(hidden, { pendingFault, nowMs: 120_000 })
    expect(later).toMatchObject({
      kind: 'failed',
      reason: 'Pods not ready: the registry of the image "shop:1" cannot be reached (web)',
      details: expect.stringContaining('network is unreachable'),
    })
  })

  it('fails at once where what is remembered says not found', () => {
    const first = pendingFaultOf(look(hidden))
    const pendingFault = first && { ...first, details: 'pod web-1, container main: ErrImagePull: shop:1: not found' }
    expect(look(hidden, { pendingFault })).toMatchObject({ kind: 'failed', code: 'image_not_found' })
  })

  it('is read from the events of the pod', () => {
    const message = `Failed to pull image "shop:1": ${pullMessages.notFound}`
    const events = [event('Pod', 'web-1', { reason: 'Failed', message })]
    expect(look(hidden, { events })).toMatchObject({ kind: 'failed', code: 'image_not_found' })
    const others = [event('Pod', 'web-1', { reason: 'Failed', message, uid: 'an-earlier-pod' })]
    expect(look(hidden, { events: others })).toMatchObject({ kind: 'waiting' })
  })
})

describe('to whom an object belongs', () => {
  const broken = { containers: [{ waiting: { reason: 'ErrImagePull', message: pullMessages.notFound } }] }

  it('is told by labels and owners: a store called mysql-shop or setup-x misleads nobody', () => {
    const web = deployment('web', { status: notReady })
    const pods = [pod('mysql-setup-database-1', { component: 'web', ...broken })]
    expect(look(store({ deployments: [web], pods }))).toMatchObject({ kind: 'failed', step: 'web' })
  })

  it('is told by the owner where a label is missing', () => {
    const owned = (kind: string, uid: string) => ({ ownerReferences: [{ kind, name: 'x', uid, controller: true }] })
    const ofSet = [pod('p', { ...broken, metadata: owned('StatefulSet', 'uid-database') })]
    expect(look(store({ statefulsets: [databaseDown], pods: ofSet }))).toMatchObject({
      kind: 'failed',
      step: 'database',
    })
    const ofReplicaSet = [pod('p', { ...broken, metadata: owned('ReplicaSet', 'rs') })]
    expect(look(store({ deployments: [webDown], pods: ofReplicaSet }))).toMatchObject({ kind: 'failed', step: 'web' })
    expect(look(store({ ingresses: [ingress()], pods: ofReplicaSet }))).toEqual({ kind: 'ready' })
  })
})
