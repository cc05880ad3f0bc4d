// What is said of each fault: a sentence that is the same for every store with the cause, and the cluster's own words apart.
import { describe, expect, it } from 'vitest'
import { failureSentence } from '../../../shared/failure-codes.ts'
import type { WorkloadObjects } from '../../../shared/kubernetes/workloads.ts'
import { markSafe } from '../../../shared/safe-text.ts'
import { look, pendingFaultOf, store } from './evaluating.ts'
import { complete, event, job, overLimit, overTime, running } from './objects/job.ts'
import { exit, pod, pullMessages, unschedulable } from './objects/pod.ts'
import { claim } from './objects/volume-claim.ts'
import { deadlineExceeded, deployment, notReady, replicaFailure, statefulSet } from './objects/workloads.ts'

const late = 10_000_000

type Waiting = { reason: string; message?: string }

/** The web pod of one store: its name, and what differs from store to store beside it. */
function web(suffix: string, container: object, conditions: object[] = []): Partial<WorkloadObjects> {
  const pods = [pod(`web-${suffix}`, { component: 'web', phase: 'Running', conditions, containers: [container] })]
  return { deployments: [deployment('web', { status: notReady })], pods }
}

function verdictOf(over: Partial<WorkloadObjects>, events: Parameters<typeof look>[1] = {}) {
  const workloads = store(over)
  const verdict = look(workloads, { ...events, pendingFault: pendingFaultOf(look(workloads, events)), nowMs: late })
  if (verdict.kind === 'failed') return verdict
  throw new Error(`not failed: ${JSON.stringify(verdict)}`)
}

const waiting = (reason: string, message: string): { waiting: Waiting } => ({ waiting: { reason, message } })
const crashed = (restartCount: number, end: object) => ({
  waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s restarting failed container=main pod=web-1_store-a' },
  restartCount,
  lastTerminated: end,
})
const refused = (name: string, why: string) => ({
  deployments: [deployment('web', { status: replicaFailure(`pods "web-${name}" is forbidden: ${why}`) })],
})

describe('two stores with one cause have one sentence', () => {
  it.each<[string, (suffix: string, at: number) => Partial<WorkloadObjects>]>([
    [
      'the image "shop:1" does not exist (web)',
      (suffix) => web(suffix, waiting('ErrImagePull', pullMessages.notFound)),
    ],
    [
      'the registry of the image "shop:1" cannot be reached (web)',
      (suffix, at) => web(suffix, waiting('ErrImagePull', `dial tcp 10.96.0.${at}:443: i/o timeout`)),
    ],
    [
      'the registry limits how often the image "shop:1" is pulled (web)',
      (suffix) => web(suffix, waiting('ErrImagePull', 'toomanyrequests: You have reached your pull rate limit')),
    ],
    [
      'the registry refuses access to the image "shop:1" (web)',
      (suffix) => web(suffix, waiting('ErrImagePull', pullMessages.refused)),
    ],
    [
      'the Secret "store" has no key "adminPassword" (web)',
      (suffix, at) =>
        web(
          suffix,
          waiting('CreateContainerConfigError', `couldn't find key adminPassword in Secret store-s${at}/store`),
        ),
    ],
    [
      'the ConfigMap "setup" is missing (web)',
      (suffix) => web(suffix, waiting('CreateContainerConfigError', 'configmap "setup" not found')),
    ],
    [
      'an image would run as root, which its pod forbids (web)',
      (suffix, at) =>
        web(
          suffix,
          waiting(
            'CreateContainerConfigError',
            `container has runAsNonRoot and image will run as root (pod: "x-${at}")`,
          ),
        ),
    ],
    [
      'the image has no command "serve" (web)',
      (suffix, at) =>
        web(
          suffix,
          waiting('RunContainerError', `task ${at}: exec: "serve": executable file not found in $PATH: unknown`),
        ),
    ],
    ['the start hook of a container failed (web)', (suffix) => web(suffix, waiting('PostStartHookError', 'exit 1'))],
    [
      'a container crashes with exit code 3 (web)',
      (suffix, at) => web(suffix, crashed(5 + at, exit(3, 'Error', `worker ${at} died`))),
    ],
    [
      'a container was killed for using more memory than its limit (web)',
      (suffix, at) => web(suffix, crashed(5 + at, exit(137, 'OOMKilled'))),
    ],
    [
      'the image has no command "serve" (web)',
      (suffix, at) =>
        web(suffix, crashed(5 + at, exit(128, 'StartError', 'exec: "serve": stat serve: no such file or directory'))),
    ],
    [
      'no node has enough cpu and memory for the pod (web)',
      (suffix, at) =>
        web(
          suffix,
          {},
          unschedulable(`0/${at} nodes are available: ${at} Insufficient memory, ${at} Insufficient cpu.`),
        ),
    ],
    [
      'no node is allowed to run the pod (web)',
      (suffix, at) =>
        web(suffix, {}, unschedulable(`0/${at} nodes are available: ${at} node(s) had untolerated taint {x: y}.`)),
    ],
    [
      'a quota of the namespace leaves no room for the pod (web)',
      (suffix, at) =>
        refused(suffix, `exceeded quota: store, requested: pods=1, used: pods=${at}, limited: pods=${at}`),
    ],
    [
      'the admission webhook "images.example" refuses the pod (web)',
      (suffix) => refused(suffix, 'admission webhook "images.example" denied the request: no signature'),
    ],
    [
      'the policy "teams" refuses the pod (web)',
      (suffix) => refused(suffix, "ValidatingAdmissionPolicy 'teams' with binding 'all' denied request: no team"),
    ],
    [
      'the pods did not become ready within 300 s (web)',
      (suffix) => ({
        ...web(suffix, {}),
        deployments: [deployment('web', { spec: { progressDeadlineSeconds: 300 }, status: deadlineExceeded })],
      }),
    ],
  ])('%s', (sentence, storeOf) => {
    const [one, other] = [verdictOf(storeOf('6d-x7k2p', 1)), verdictOf(storeOf('6d-9qz4t', 8))]
    expect(one.reason).toBe(`Pods not ready: ${sentence}`)
    expect(other.reason).toBe(one.reason)
  })

  it.each([
    ['the storage class "nowhere" does not exist', 'storageclass.storage.k8s.io "nowhere" not found'],
    [
      'no storage class is set, and no volume is free',
      'no persistent volumes available for this claim and no storage class is set',
    ],
    [
      'the storage class "folder" provides no volume',
      'failed to provision volume: pvc-5a1b: disk quota of 10.0.0.7 exceeded',
    ],
  ])('%s (volume data-database-0)', (sentence, message) => {
    const events = [event('PersistentVolumeClaim', 'data-database-0', { reason: 'ProvisioningFailed', message })]
    const { reason, details } = verdictOf({ persistentvolumeclaims: [claim('Pending')] }, { events })
    expect(reason).toBe(`Pods not ready: ${sentence} (volume data-database-0)`)
    expect(details).toContain(message)
  })
})

describe('the details have what the sentence leaves out', () => {
  it.each<[string, Partial<WorkloadObjects>, string[]]>([
    [
      'an image',
      web('1', waiting('ErrImagePull', pullMessages.notFound)),
      ['pod web-1', 'container main', pullMessages.notFound],
    ],
    [
      'a crash',
      web('1', crashed(7, exit(3, 'Error', 'no route'))),
      ['pod web-1', '7 restarts', 'exit code 3', 'no route'],
    ],
    [
      'a configuration',
      web('1', waiting('CreateContainerConfigError', 'secret "x" not found')),
      ['pod web-1', 'secret "x" not found'],
    ],
    ['a scheduler', web('1', {}, unschedulable('0/1 nodes are available')), ['pod web-1', '0/1 nodes are available']],
    ['a refusal', refused('1', 'exceeded quota: q, used: pods=9'), ['Deployment web', 'pods "web-1"', 'used: pods=9']],
    [
      'a deadline',
      { deployments: [deployment('web', { status: deadlineExceeded })] },
      ['ReplicaSet "web-6d" has timed out'],
    ],
    ['a lost volume', { persistentvolumeclaims: [claim('Lost')] }, ['data-database-0', 'Lost']],
    ['a Job', { jobs: [job(overLimit)] }, ['Job setup-1f', 'BackoffLimitExceeded']],
  ])('of %s', (_, over, words) => {
    const { details } = verdictOf(over)
    for (const word of words) expect(details).toContain(word)
  })

  it('and what waits has them with its pending fault', () => {
    const verdict = look(store(web('1', waiting('CreateContainerConfigError', 'secret "x" not found'))))
    expect(verdict).toMatchObject({
      kind: 'waiting',
      message: 'Pods not ready: the Secret "x" is missing (web)',
      pendingFault: { details: 'pod web-1, container main: CreateContainerConfigError: secret "x" not found' },
    })
  })
})

it('an image is told by what happened to it, not by what it is called', () => {
  const image = 'r.io/denied/not-found:1'
  const hidden = { name: 'main', image, ...waiting('ImagePullBackOff', `Back-off pulling image "${image}"`) }
  expect(look(store(web('1', hidden)))).toMatchObject({
    kind: 'waiting',
    pendingFault: { code: 'image_pull_failed', reason: `Pods not ready: the image "${image}" cannot be pulled (web)` },
  })
})

it('the cause of a pull is found behind newer events that do not tell it', () => {
  const hidden = web('1', waiting('ImagePullBackOff', 'Back-off pulling image "shop:1"'))
  const events = [
    event('Pod', 'web-1', { reason: 'Failed', message: 'Error: ImagePullBackOff', at: '2026-11-24T15:00:09Z' }),
    event('Pod', 'web-1', { reason: 'Failed', message: `Failed to pull image "shop:1": ${pullMessages.notFound}` }),
  ]
  expect(look(store(hidden), { events })).toMatchObject({ kind: 'failed', code: 'image_not_found' })
})

it('a policy that refuses pods is not called a failed Helm install', () => {
  const { code, reason } = verdictOf(refused('1', 'violates PodSecurity "restricted:latest": hostPath'))
  expect(failureSentence(code, markSafe(reason))).toBe(reason)
})

describe('a set-up that failed', () => {
  const ended = (message: string | undefined, over: Parameters<typeof exit> = [1]) =>
    pod('setup-1f-a', {
      component: 'setup',
      phase: 'Failed',
      containers: [{ name: 'wp', terminated: { ...exit(...over), ...(message === undefined ? {} : { message }) } }],
    })
  const of = (message?: string, status: object = overLimit, over: Parameters<typeof exit> = [1]) =>
    verdictOf({ jobs: [job(status)], pods: [ended(message, over)] })

  it('is told by the line that says why, and has all of it in the details', () => {
    const log = [
      'setup: WordPress installed',
      '\u001b[31mWooCommerce could not be activated: it requires WordPress 6.8\u001b[0m',
      'The step "activate" of the set-up failed with code 1.',
      '',
    ].join('\n')
    const { reason, details } = of(log)
    expect(reason).toBe('Setup job failed: WooCommerce could not be activated: it requires WordPress 6.8')
    expect(details).toContain('pod setup-1f-a, container wp: Error, exit code 1: setup: WordPress installed\n')
    expect(details).toContain('The step "activate" of the set-up failed with code 1.')
  })

  it('is told by how it ended where it said nothing', () => {
    expect(of().reason).toBe('Setup job failed: it ended with exit code 1')
    expect(of(undefined, overLimit, [137, 'OOMKilled']).reason).toMatch(/more memory than its limit$/)
    expect(verdictOf({ jobs: [job(overLimit)] }).reason).toBe('Setup job failed: all its attempts failed')
  })

  it('is told by its deadline, and what it said before', () => {
    expect(of('no database', overTime).reason).toBe(
      'Setup job failed: it did not finish within 280 s; it said last: no database',
    )
  })
})

describe('a Job of another task, such as a backup', () => {
  const labels = { 'app.kubernetes.io/component': 'backup' }
  const backup = (status: object) => job(status, { name: 'backup-1', uid: 'uid-backup', labels })
  const owner = { ownerReferences: [{ kind: 'Job', name: 'backup-1', uid: 'uid-backup', controller: true }] }
  const broken = { containers: [waiting('ErrImagePull', pullMessages.notFound)] }

  it.each<[string, object, Partial<WorkloadObjects>]>([
    ['runs', running, {}],
    ['failed', overLimit, {}],
    ['has no pod yet', {}, {}],
    [
      'has a pod without an image',
      running,
      { pods: [pod('backup-1-x', { ...broken, component: 'backup', metadata: { labels, ...owner } })] },
    ],
    ['has a pod without a label', running, { pods: [pod('backup-1-x', { ...broken, metadata: owner })] }],
  ])('that %s makes no store less than ready', (_, status, over) => {
    expect(look(store({ jobs: [job(complete), backup(status)], ...over }))).toEqual({ kind: 'ready' })
  })

  it('neither fails a store that is waiting, nor stands for its set-up', () => {
    const starting = { statefulsets: [statefulSet('database', { status: { readyReplicas: 0 } })] }
    expect(look(store({ ...starting, jobs: [job(complete), backup(overLimit)] }))).toMatchObject({ kind: 'waiting' })
    expect(look(store({ jobs: [backup(complete)] }))).toMatchObject({
      message: 'Waiting: the setup Job is not there yet',
    })
  })
})
