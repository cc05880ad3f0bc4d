// Namespaces: how they go, and what holds them.
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
  list,
  newNamespace,
  pathOf,
  podWhere,
  statefulSet,
} from './support/objects.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ podDelayMs: 20 })
})
afterAll(() => sandbox.close())

const held = (name: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, finalizers: ['example.com/hold'] },
})
const gone = (namespace: string) =>
  eventually(async () => (await call(sandbox, 'GET', `/api/v1/namespaces/${namespace}`)).status === 404, {
    what: 'the end',
  })

test('a new namespace gets its default service account', async () => {
  const namespace = await newNamespace(sandbox)
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/default`
  await eventually(async () => (await call(sandbox, 'GET', path)).status === 200)
})

test('a deleted namespace takes everything in it along, volumes too', async () => {
  const namespace = await newNamespace(sandbox)
  await create(sandbox, pathOf.deployments(namespace), deployment('web'))
  await create(
    sandbox,
    pathOf.statefulSets(namespace),
    statefulSet('database', { volumeClaimTemplates: [claimTemplate('data')] }),
  )
  await podWhere(sandbox, namespace, (one) => one['metadata'].name === 'database-0' && isReady(one), 'the database')
  const answer = await call(sandbox, 'DELETE', `/api/v1/namespaces/${namespace}`)
  expect(answer.body['status'].phase).toBe('Terminating')
  await gone(namespace)
  for (const path of [
    '/api/v1/pods',
    '/api/v1/persistentvolumeclaims',
    '/api/v1/persistentvolumes',
    '/api/v1/events',
  ]) {
    expect((await list(sandbox, path)).filter(({ metadata }) => metadata.namespace === namespace)).toEqual([])
  }
  expect(await list(sandbox, '/api/v1/persistentvolumes')).toEqual([])
})

test('an object with a finalizer holds its namespace, which says so, and lets it go with the finalizer', async () => {
  const namespace = await newNamespace(sandbox)
  await create(sandbox, pathOf.configMaps(namespace), held('keeper'))
  await call(sandbox, 'DELETE', `/api/v1/namespaces/${namespace}`)
  const body = await eventually(async () => {
    const { body } = await call(sandbox, 'GET', `/api/v1/namespaces/${namespace}`)
    return conditionOf(body, 'NamespaceContentRemaining') && body
  })
  expect(conditionOf(body, 'NamespaceContentRemaining')?.['message']).toContain('configmaps. has 1 resource instances')
  expect(conditionOf(body, 'NamespaceFinalizersRemaining')?.['message']).toContain(
    'example.com/hold in 1 resource instances',
  )
  const headers = { 'content-type': 'application/merge-patch+json' }
  await call(sandbox, 'PATCH', `${pathOf.configMaps(namespace)}/keeper`, {
    body: { metadata: { finalizers: null } },
    headers,
  })
  await gone(namespace)
})

test('nothing new is made in a namespace on its way out', async () => {
  const namespace = await newNamespace(sandbox)
  await create(sandbox, pathOf.configMaps(namespace), held('keeper'))
  await call(sandbox, 'DELETE', `/api/v1/namespaces/${namespace}`)
  const { status, body } = await call(sandbox, 'POST', pathOf.configMaps(namespace), { body: held('late') })
  expect(status).toBe(403)
  expect(body['message']).toContain(
    `unable to create new content in namespace ${namespace} because it is being terminated`,
  )
  expect(body['details'].causes[0].reason).toBe('NamespaceTerminating')
})

test('a namespace can be made again once it is gone', async () => {
  const namespace = await newNamespace(sandbox)
  await call(sandbox, 'DELETE', `/api/v1/namespaces/${namespace}`)
  await gone(namespace)
  await create(sandbox, '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
})

test('kube-system cannot be deleted', async () => {
  expect((await call(sandbox, 'DELETE', '/api/v1/namespaces/kube-system')).status).toBe(403)
})
