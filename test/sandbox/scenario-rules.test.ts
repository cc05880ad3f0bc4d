// Every fault that a rule can bring about, as a client of the API sees it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Rule } from '../../sandbox/scenario.ts'
import { type Sandbox, startSandbox } from '../../sandbox/start.ts'
import { eventually } from '../support/eventually.ts'
import { call, type Thing } from './support/client.ts'
import {
  claimTemplate,
  conditionOf,
  create,
  deployment,
  isReady,
  job,
  list,
  newNamespace,
  pathOf,
  podWhere,
  statefulSet,
  waitingReason,
} from './support/objects.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ podDelayMs: 40 })
})
afterAll(() => sandbox.close())

/** A Deployment `web` under one rule that holds for its namespace. */
async function webUnder(rule: Rule, podSpec: object = {}): Promise<string> {
  const namespace = await newNamespace(sandbox)
  sandbox.setScenario({ rules: [{ ...rule, match: { namespace, ...rule.match } }] })
  await create(sandbox, pathOf.deployments(namespace), deployment('web', {}, podSpec))
  return namespace
}

const heals = async (namespace: string) => {
  sandbox.setScenario({})
  await podWhere(sandbox, namespace, isReady, 'the healed pod')
}
const stateOf = (one: Thing) => one['status'].containerStatuses[0]
const whileWaiting = (namespace: string, reason: string) =>
  podWhere(sandbox, namespace, (one) => waitingReason(one) === reason, reason)
const eventWith = (namespace: string, reason: string) =>
  eventually(async () => (await list(sandbox, pathOf.events(namespace))).find((event) => event['reason'] === reason), {
    what: reason,
  })

test.each([
  [
    'image_not_found',
    /code = NotFound desc = failed to pull and unpack image "docker.io\/library\/shop:1": .*: not found$/,
  ],
  ['image_refused', /pulling from host docker.io failed with status code \[manifests 1\]: 401 Unauthorized$/],
  ['image_unreachable', /dial udp 10.96.0.10:53: connect: network is unreachable$/],
] as const)(
  '%s is ErrImagePull with its cause, then ImagePullBackOff without it, until the rule goes',
  async (fault, cause) => {
    const namespace = await webUnder({ fault, retryMs: 120, match: { image: 'shop:*' } })
    const first = await whileWaiting(namespace, 'ErrImagePull')
    expect(stateOf(first).state.waiting.message).toMatch(cause)
    const second = await whileWaiting(namespace, 'ImagePullBackOff')
    expect(stateOf(second).state.waiting.message).toBe('Back-off pulling image "shop:1"')
    expect((await eventWith(namespace, 'BackOff'))['message']).toBe('Back-off pulling image "shop:1"')
    await heals(namespace)
  },
)

test('an image that is no name is InvalidImageName', async () => {
  const namespace = await webUnder({ fault: 'log' }, { containers: [{ name: 'main', image: 'Shop:1 x' }] })
  const held = await whileWaiting(namespace, 'InvalidImageName')
  expect(stateOf(held).state.waiting.message).toContain('invalid reference format')
})

test('a crash loop grows restartCount, keeps its last exit and its log, and ends with its rule', async () => {
  const rule: Rule = {
    fault: 'crash_loop',
    exitCode: 3,
    afterMs: 10,
    backoffMs: 40,
    log: ['first line', 'no database'],
  }
  const namespace = await webUnder(rule)
  const crashed = await podWhere(
    sandbox,
    namespace,
    (one) => stateOf(one)?.restartCount >= 2 && waitingReason(one),
    'restarts',
  )
  expect(waitingReason(crashed)).toBe('CrashLoopBackOff')
  expect(stateOf(crashed).state.waiting.message).toMatch(/^back-off [0-9ms]+ restarting failed container=main pod=web-/)
  expect(stateOf(crashed).lastState.terminated).toMatchObject({ exitCode: 3, reason: 'Error' })
  expect(crashed['status'].phase).toBe('Running')
  const log = await call(sandbox, 'GET', `${pathOf.pods(namespace)}/${crashed['metadata'].name}/log?tailLines=1`)
  expect(log.body['text']).toBe('no database\n')
  await heals(namespace)
})

test('a crash rule with a number of times heals by itself', async () => {
  const namespace = await webUnder({ fault: 'crash_loop', afterMs: 5, backoffMs: 20, times: 2 })
  const healed = await podWhere(sandbox, namespace, isReady, 'the healed pod')
  expect(stateOf(healed).restartCount).toBe(2)
})

test('a rule that comes later strikes a pod that was ready', async () => {
  const namespace = await webUnder({ fault: 'log' })
  await podWhere(sandbox, namespace, isReady, 'the pod')
  sandbox.setScenario({ rules: [{ match: { kind: 'Deployment', name: 'web', namespace }, fault: 'crash_loop' }] })
  await podWhere(sandbox, namespace, (one) => !isReady(one), 'the struck pod')
})

test('out of memory is OOMKilled with exit code 137', async () => {
  const namespace = await webUnder({ fault: 'out_of_memory', afterMs: 5, backoffMs: 40 })
  const killed = await whileWaiting(namespace, 'CrashLoopBackOff')
  expect(stateOf(killed).lastState.terminated).toMatchObject({ exitCode: 137, reason: 'OOMKilled' })
  await heals(namespace)
})

test('a failing Job leaves failed pods and reaches its backoff limit', async () => {
  const namespace = await newNamespace(sandbox)
  sandbox.setScenario({
    rules: [{ match: { kind: 'Job', name: 'setup*' }, fault: 'failing_job', exitCode: 9, afterMs: 5 }],
  })
  await create(sandbox, pathOf.jobs(namespace), job('setup-1', { backoffLimit: 1 }))
  const failed = await eventually(async () => {
    const { body } = await call(sandbox, 'GET', `${pathOf.jobs(namespace)}/setup-1`)
    return conditionOf(body, 'Failed') && body
  })
  expect(conditionOf(failed, 'Failed')?.['reason']).toBe('BackoffLimitExceeded')
  expect(failed['status'].failed).toBe(2)
  const pods = await list(sandbox, pathOf.pods(namespace))
  expect(pods.map((one) => stateOf(one).state.terminated.exitCode)).toEqual([9, 9])
})

test.each<[string, { policy?: string; rule: Partial<Rule>; message: string | undefined }]>([
  ['its message of several lines', { rule: { message: 'one\ntwo', log: 'three' }, message: 'one\ntwo' }],
  ['nothing, for its log is not asked for', { rule: { log: ['one', 'two'] }, message: undefined }],
  [
    'the end of its log, where its policy asks for it',
    { policy: 'FallbackToLogsOnError', rule: { log: ['one', 'two'] }, message: 'one\ntwo\n' },
  ],
  [
    'its message before its log',
    { policy: 'FallbackToLogsOnError', rule: { message: 'one', log: ['two'] }, message: 'one' },
  ],
  [
    'at most 80 lines of its log',
    {
      policy: 'FallbackToLogsOnError',
      rule: { log: Array.from({ length: 100 }, (_, at) => `${at}`) },
      message: `${Array.from({ length: 80 }, (_, at) => `${at + 20}\n`).join('')}`,
    },
  ],
  [
    'at most 2 KiB of its log, cut wherever that is',
    {
      policy: 'FallbackToLogsOnError',
      rule: { log: ['x'.repeat(3_000), 'two'] },
      message: `${'x'.repeat(2_043)}\ntwo\n`,
    },
  ],
  [
    'nothing of its log where it ended well',
    { policy: 'FallbackToLogsOnError', rule: { exitCode: 0, log: 'one' }, message: undefined },
  ],
])('a container that ends leaves %s', async (_, { policy, rule, message }) => {
  const namespace = await newNamespace(sandbox)
  sandbox.setScenario({ rules: [{ match: { namespace }, fault: 'failing_job', afterMs: 5, ...rule }] })
  const container = { name: 'main', image: 'setup:1', ...(policy ? { terminationMessagePolicy: policy } : {}) }
  const template = { spec: { restartPolicy: 'Never', containers: [container] } }
  await create(sandbox, pathOf.jobs(namespace), job('setup', { backoffLimit: 0, template }))
  const ended = await podWhere(sandbox, namespace, (one) => stateOf(one)?.state.terminated, 'an ended pod')
  expect(stateOf(ended).state.terminated.message).toBe(message)
})

test('a Job that fails a number of times succeeds after them', async () => {
  const namespace = await newNamespace(sandbox)
  sandbox.setScenario({ rules: [{ match: { namespace }, fault: 'failing_job', afterMs: 5, times: 1 }] })
  await create(sandbox, pathOf.jobs(namespace), job('setup', { backoffLimit: 3 }))
  await eventually(async () =>
    conditionOf((await call(sandbox, 'GET', `${pathOf.jobs(namespace)}/setup`)).body, 'Complete'),
  )
})

test('an unschedulable pod says so in its condition and in an event', async () => {
  const namespace = await webUnder({
    fault: 'unschedulable',
    message: '0/1 nodes are available: 1 Insufficient cpu.',
    retryMs: 50,
  })
  const held = await podWhere(
    sandbox,
    namespace,
    (one) => conditionOf(one, 'PodScheduled')?.['status'] === 'False',
    'Unschedulable',
  )
  expect(conditionOf(held, 'PodScheduled')).toMatchObject({
    reason: 'Unschedulable',
    message: '0/1 nodes are available: 1 Insufficient cpu.',
  })
  await eventWith(namespace, 'FailedScheduling')
  await heals(namespace)
})

test('a pod that is never ready runs, and tells of its probe', async () => {
  const namespace = await webUnder({ fault: 'never_ready' })
  expect((await eventWith(namespace, 'Unhealthy'))['message']).toContain('Readiness probe failed')
  const [one] = await list(sandbox, pathOf.pods(namespace))
  expect([one?.['status'].phase, isReady(one ?? { kind: '' })]).toEqual(['Running', false])
  await heals(namespace)
})

test.each(['slow', 'image_pull_slow'] as const)(
  '%s keeps a container in creation until the rule goes',
  async (fault) => {
    const namespace = await webUnder({ fault, delayMs: 60_000 })
    await whileWaiting(namespace, 'ContainerCreating')
    await heals(namespace)
  },
)

test('a Secret or ConfigMap that the scenario takes away is CreateContainerConfigError', async () => {
  const namespace = await webUnder({ fault: 'missing_secret', object: 'credentials', retryMs: 50 })
  const held = await whileWaiting(namespace, 'CreateContainerConfigError')
  expect(stateOf(held).state.waiting.message).toBe('secret "credentials" not found')
  await heals(namespace)
})

test('refused pods are an event FailedCreate and no pods', async () => {
  const namespace = await webUnder({ fault: 'pods_refused', match: { kind: 'ReplicaSet' } })
  expect((await eventWith(namespace, 'FailedCreate'))['message']).toContain('is forbidden: exceeded quota')
  expect(await list(sandbox, pathOf.pods(namespace))).toEqual([])
  await heals(namespace)
})

test('what is refused is asked for again at a measured pace', async () => {
  const namespace = await webUnder({ fault: 'pods_refused' })
  const revision = async () => Number((await call(sandbox, 'GET', '/api/v1/nodes')).body['metadata'].resourceVersion)
  await eventWith(namespace, 'FailedCreate')
  const before = await revision()
  await eventually(async () => (await eventWith(namespace, 'FailedCreate'))['count'] >= 3)
  expect((await revision()) - before).toBeLessThan(40)
})

test('a volume that never binds leaves claim and pod Pending', async () => {
  const namespace = await newNamespace(sandbox)
  sandbox.setScenario({ rules: [{ match: { namespace, kind: 'PersistentVolumeClaim' }, fault: 'volume_never_binds' }] })
  await create(
    sandbox,
    pathOf.statefulSets(namespace),
    statefulSet('database', { volumeClaimTemplates: [claimTemplate('data')] }),
  )
  await eventWith(namespace, 'ProvisioningFailed')
  const held = await podWhere(sandbox, namespace, (one) => conditionOf(one, 'PodScheduled'), 'Unschedulable')
  expect(conditionOf(held, 'PodScheduled')?.['message']).toContain('pod has unbound immediate PersistentVolumeClaims')
  expect((await list(sandbox, pathOf.claims(namespace)))[0]?.['status'].phase).toBe('Pending')
  await heals(namespace)
})

test('a stuck namespace stays Terminating and names what holds it, until the rule goes', async () => {
  const namespace = await newNamespace(sandbox)
  sandbox.setScenario({ rules: [{ match: { namespace }, fault: 'stuck_namespace', finalizer: 'example.com/hold' }] })
  const path = `/api/v1/namespaces/${namespace}`
  await call(sandbox, 'DELETE', path)
  const held = await eventually(async () =>
    conditionOf((await call(sandbox, 'GET', path)).body, 'NamespaceFinalizersRemaining'),
  )
  expect(held['message']).toBe(
    'Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances',
  )
  sandbox.setScenario({})
  await eventually(async () => (await call(sandbox, 'GET', path)).status === 404)
})

test('a rule for one container leaves the others alone', async () => {
  const containers = [
    { name: 'main', image: 'shop:1' },
    { name: 'side', image: 'side:1' },
  ]
  const namespace = await webUnder({ fault: 'image_not_found', match: { container: 'side' } }, { containers })
  const held = await podWhere(
    sandbox,
    namespace,
    (one) => one['status'].containerStatuses?.[1]?.state.waiting?.reason === 'ErrImagePull',
    'side',
  )
  expect(held['status'].containerStatuses[0].state).toHaveProperty('running')
})

test('a fault of an init container keeps the pod in initialization', async () => {
  const initContainers = [{ name: 'wait', image: 'busybox:1' }]
  const namespace = await webUnder(
    { fault: 'crash_loop', backoffMs: 30, afterMs: 5, match: { container: 'wait' } },
    { initContainers },
  )
  const held = await podWhere(
    sandbox,
    namespace,
    (one) => one['status'].initContainerStatuses?.[0]?.state.waiting?.reason === 'CrashLoopBackOff',
    'wait',
  )
  expect([held['status'].phase, waitingReason(held)]).toEqual(['Pending', 'PodInitializing'])
  await heals(namespace)
})
