// Deployments, StatefulSets, Jobs and their pods, while nothing is made to go wrong.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/start.ts'
import { eventually } from '../support/eventually.ts'
import { call } from './support/client.ts'
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
  pod,
  podWhere,
  statefulSet,
  waitingReason,
} from './support/objects.ts'

let sandbox: Sandbox
const podDelayMs = 100

beforeAll(async () => {
  sandbox = await startSandbox({ podDelayMs })
})
afterAll(() => sandbox.close())

test('a Deployment gets a ReplicaSet of its template, and pods that are ready after the delay', async () => {
  const namespace = await newNamespace(sandbox)
  const startedMs = performance.now()
  const made = await create(sandbox, pathOf.deployments(namespace), deployment('web', { replicas: 2 }))
  const ready = await eventually(async () => {
    const { body } = await call(sandbox, 'GET', `${pathOf.deployments(namespace)}/web`)
    return body['status']?.readyReplicas === 2 ? body : undefined
  })
  expect(performance.now() - startedMs).toBeGreaterThanOrEqual(podDelayMs - 20)
  expect(ready['status']).toMatchObject({ observedGeneration: 1, updatedReplicas: 2, availableReplicas: 2 })
  expect(conditionOf(ready, 'Available')?.['status']).toBe('True')
  const [set] = await list(sandbox, pathOf.replicaSets(namespace))
  expect(set?.['metadata'].ownerReferences[0]).toMatchObject({ uid: made['metadata'].uid, controller: true })
  expect(set?.['spec'].template.spec).toEqual(ready['spec'].template.spec)
})

test('a pod passes through Pending, ContainerCreating and Running before it is ready', async () => {
  const namespace = await newNamespace(sandbox)
  sandbox.setScenario({ rules: [{ match: { namespace }, fault: 'slow', delayMs: 600 }] })
  await create(sandbox, pathOf.pods(namespace), pod('one'))
  const seen = new Set<string>()
  await eventually(
    async () => {
      const [one] = await list(sandbox, pathOf.pods(namespace))
      if (!one) return false
      seen.add(isReady(one) ? 'Ready' : `${one['status'].phase} ${waitingReason(one) ?? ''}`.trim())
      return isReady(one)
    },
    { everyMs: 5 },
  )
  expect([...seen].slice(-3)).toEqual(['Pending ContainerCreating', 'Running', 'Ready'])
})

test('a changed template is rolled out to new pods, and observedGeneration follows', async () => {
  const namespace = await newNamespace(sandbox)
  const path = `${pathOf.deployments(namespace)}/web`
  await create(sandbox, pathOf.deployments(namespace), deployment('web'))
  await podWhere(sandbox, namespace, isReady, 'the first pod')
  const patch = { spec: { template: { spec: { containers: [{ name: 'main', image: 'shop:2' }] } } } }
  await call(sandbox, 'PATCH', path, { body: patch, headers: { 'content-type': 'application/merge-patch+json' } })
  await eventually(async () => {
    const pods = await list(sandbox, pathOf.pods(namespace))
    return pods.length === 1 && pods[0]?.['spec'].containers[0].image === 'shop:2' && isReady(pods[0])
  })
  expect((await call(sandbox, 'GET', path)).body['status'].observedGeneration).toBe(2)
})

test('a pod that is deleted is replaced', async () => {
  const namespace = await newNamespace(sandbox)
  await create(sandbox, pathOf.deployments(namespace), deployment('web'))
  const first = await podWhere(sandbox, namespace, isReady, 'the first pod')
  await call(sandbox, 'DELETE', `${pathOf.pods(namespace)}/${first['metadata'].name}`)
  await podWhere(
    sandbox,
    namespace,
    (one) => isReady(one) && one['metadata'].uid !== first['metadata'].uid,
    'its successor',
  )
})

test('a StatefulSet gets numbered pods and claims that are bound when a pod wants them', async () => {
  const namespace = await newNamespace(sandbox)
  await create(
    sandbox,
    pathOf.statefulSets(namespace),
    statefulSet('database', { volumeClaimTemplates: [claimTemplate('data')] }),
  )
  const ready = await podWhere(sandbox, namespace, isReady, 'the pod')
  expect(ready['metadata'].name).toBe('database-0')
  const [claim] = await list(sandbox, pathOf.claims(namespace))
  expect([claim?.['metadata'].name, claim?.['status'].phase]).toEqual(['data-database-0', 'Bound'])
  const { status } = (await call(sandbox, 'GET', `${pathOf.statefulSets(namespace)}/database`)).body
  expect(status.currentRevision).toBe(status.updateRevision)
  await call(sandbox, 'DELETE', `/api/v1/persistentvolumes/${claim?.['spec'].volumeName}`)
  await eventually(async () => (await list(sandbox, pathOf.claims(namespace)))[0]?.['status'].phase === 'Lost', {
    what: 'Lost',
  })
})

test('a claim that no pod wants stays Pending', async () => {
  const namespace = await newNamespace(sandbox)
  const { spec } = claimTemplate('x') as { spec: object }
  await create(sandbox, pathOf.claims(namespace), {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'idle' },
    spec,
  })
  await eventually(async () =>
    (await list(sandbox, pathOf.events(namespace))).some((event) => event['reason'] === 'WaitForFirstConsumer'),
  )
  expect((await list(sandbox, pathOf.claims(namespace)))[0]?.['status'].phase).toBe('Pending')
})

test('a Job runs its pod and is Complete', async () => {
  const namespace = await newNamespace(sandbox)
  await create(sandbox, pathOf.jobs(namespace), job('setup'))
  const done = await eventually(async () => {
    const { body } = await call(sandbox, 'GET', `${pathOf.jobs(namespace)}/setup`)
    return conditionOf(body, 'Complete') && body
  })
  expect(done['status']).toMatchObject({ succeeded: 1 })
  const [one] = await list(sandbox, pathOf.pods(namespace))
  expect([one?.['status'].phase, one?.['status'].containerStatuses[0].state.terminated.reason]).toEqual([
    'Succeeded',
    'Completed',
  ])
})

test('a Job that is active for too long has failed', async () => {
  const namespace = await newNamespace(sandbox)
  sandbox.setScenario({ rules: [{ match: { namespace }, fault: 'slow', delayMs: 60_000 }] })
  await create(sandbox, pathOf.jobs(namespace), job('setup', { activeDeadlineSeconds: 1 }))
  const failed = await eventually(async () =>
    conditionOf((await call(sandbox, 'GET', `${pathOf.jobs(namespace)}/setup`)).body, 'Failed'),
  )
  expect(failed['reason']).toBe('DeadlineExceeded')
  sandbox.setScenario({})
})

test('a missing Secret of the environment is CreateContainerConfigError until it is there', async () => {
  const namespace = await newNamespace(sandbox)
  const env = [{ name: 'P', valueFrom: { secretKeyRef: { name: 'credentials', key: 'password' } } }]
  await create(sandbox, pathOf.pods(namespace), pod('one', { containers: [{ name: 'main', image: 'shop:1', env }] }))
  const held = await podWhere(
    sandbox,
    namespace,
    (one) => waitingReason(one) === 'CreateContainerConfigError',
    'the error',
  )
  expect(held['status'].containerStatuses[0].state.waiting.message).toBe('secret "credentials" not found')
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'credentials' }, stringData: { password: 'x' } }
  await create(sandbox, pathOf.secrets(namespace), secret)
  await podWhere(sandbox, namespace, isReady, 'the healed pod')
})

test('a missing ConfigMap of a volume keeps the pod in ContainerCreating with an event FailedMount', async () => {
  const namespace = await newNamespace(sandbox)
  const volumes = [{ name: 'config', configMap: { name: 'absent' } }]
  const mounting = { name: 'main', image: 'shop:1', volumeMounts: [{ name: 'config', mountPath: '/config' }] }
  await create(sandbox, pathOf.pods(namespace), pod('one', { volumes, containers: [mounting] }))
  const event = await eventually(async () =>
    (await list(sandbox, pathOf.events(namespace))).find(({ reason }) => reason === 'FailedMount'),
  )
  expect(event['message']).toBe('MountVolume.SetUp failed for volume "config" : configmap "absent" not found')
  expect(waitingReason((await list(sandbox, pathOf.pods(namespace)))[0] ?? { kind: '' })).toBe('ContainerCreating')
})

test('what an owner owns goes with it in the background, and before it in the foreground', async () => {
  const namespace = await newNamespace(sandbox)
  for (const propagationPolicy of ['Background', 'Foreground']) {
    await create(sandbox, pathOf.deployments(namespace), deployment('web'))
    await podWhere(sandbox, namespace, isReady, 'the pod')
    await call(sandbox, 'DELETE', `${pathOf.deployments(namespace)}/web`, { body: { propagationPolicy } })
    await eventually(
      async () => {
        const paths = [pathOf.deployments, pathOf.replicaSets, pathOf.pods]
        const left = await Promise.all(paths.map((path) => list(sandbox, path(namespace))))
        return left.flat().length === 0
      },
      { what: propagationPolicy },
    )
  }
})

test('an orphaned dependent stays', async () => {
  const namespace = await newNamespace(sandbox)
  await create(sandbox, pathOf.deployments(namespace), deployment('web'))
  await podWhere(sandbox, namespace, isReady, 'the pod')
  await call(sandbox, 'DELETE', `${pathOf.deployments(namespace)}/web`, { body: { propagationPolicy: 'Orphan' } })
  await eventually(async () => (await list(sandbox, pathOf.deployments(namespace))).length === 0)
  const [set] = await list(sandbox, pathOf.replicaSets(namespace))
  expect(set?.['metadata'].ownerReferences).toEqual([])
})

test('a volume that no container mounts holds nothing up', async () => {
  const namespace = await newNamespace(sandbox)
  await create(
    sandbox,
    pathOf.pods(namespace),
    pod('one', { volumes: [{ name: 'spare', secret: { secretName: 'absent' } }] }),
  )
  await podWhere(sandbox, namespace, isReady, 'the pod')
})

test('a rollout without progress is called so after its deadline', async () => {
  const namespace = await newNamespace(sandbox)
  sandbox.setScenario({ rules: [{ match: { namespace }, fault: 'never_ready' }] })
  await create(sandbox, pathOf.deployments(namespace), deployment('web', { progressDeadlineSeconds: 1 }))
  await eventually(async () => {
    const { body } = await call(sandbox, 'GET', `${pathOf.deployments(namespace)}/web`)
    return conditionOf(body, 'Progressing')?.['reason'] === 'ProgressDeadlineExceeded'
  })
  sandbox.setScenario({})
})

test('a Job that restarts in place counts restarts against its backoff limit', async () => {
  const namespace = await newNamespace(sandbox)
  sandbox.setScenario({ rules: [{ match: { namespace }, fault: 'failing_job', afterMs: 5, backoffMs: 5 }] })
  const template = { spec: { restartPolicy: 'OnFailure', containers: [{ name: 'main', image: 'setup:1' }] } }
  await create(sandbox, pathOf.jobs(namespace), job('setup', { backoffLimit: 1, template }))
  await eventually(async () =>
    conditionOf((await call(sandbox, 'GET', `${pathOf.jobs(namespace)}/setup`)).body, 'Failed'),
  )
  sandbox.setScenario({})
})

test('a pod without an owner that is done stays done', async () => {
  const namespace = await newNamespace(sandbox)
  await create(sandbox, pathOf.pods(namespace), pod('once', { restartPolicy: 'Never' }))
  await podWhere(sandbox, namespace, (one) => one['status'].phase === 'Succeeded', 'the end')
})
