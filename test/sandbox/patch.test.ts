// The kinds of PATCH and what each does to an object.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/start.ts'
import { call } from './support/client.ts'
import { create, deployment, newNamespace, pathOf } from './support/objects.ts'

let sandbox: Sandbox
let path: string

beforeAll(async () => {
  sandbox = await startSandbox({ podDelayMs: 20 })
  const namespace = await newNamespace(sandbox)
  const containers = [
    {
      name: 'web',
      image: 'web:1',
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
    },
    { name: 'side', image: 'side:1' },
  ]
  await create(sandbox, pathOf.deployments(namespace), deployment('web', {}, { containers }))
  path = `${pathOf.deployments(namespace)}/web`
})
afterAll(() => sandbox.close())

const patch = async (type: string, body: unknown, query = '') =>
  await call(sandbox, 'PATCH', `${path}${query}`, { body, headers: { 'content-type': `application/${type}` } })
const inPod = (spec: object) => ({ spec: { template: { spec } } })

test('a strategic merge patch merges containers and their environment by name', async () => {
  const change = {
    name: 'web',
    image: 'web:2',
    env: [
      { name: 'B', value: '3' },
      { name: 'A', $patch: 'delete' },
    ],
  }
  const { body } = await patch('strategic-merge-patch+json', inPod({ containers: [change] }))
  const [web, side] = body['spec'].template.spec.containers
  expect([web.image, web.env, side.image]).toEqual(['web:2', [{ name: 'B', value: '3' }], 'side:1'])
})

test('a merge patch replaces lists and removes what is null', async () => {
  await patch('merge-patch+json', { metadata: { annotations: { a: '1', b: '2' } } })
  const { body } = await patch('merge-patch+json', { metadata: { annotations: { a: null } } })
  expect(body['metadata'].annotations).toEqual({ b: '2' })
})

test('a JSON patch tests, replaces and refuses a path that is missing', async () => {
  const right = [
    { op: 'test', path: '/spec/replicas', value: 1 },
    { op: 'replace', path: '/spec/replicas', value: 2 },
  ]
  expect((await patch('json-patch+json', right)).body['spec'].replicas).toBe(2)
  expect((await patch('json-patch+json', right)).status).toBe(422)
  expect((await patch('json-patch+json', [{ op: 'remove', path: '/spec/none' }])).status).toBe(422)
})

test('server-side apply makes what is absent, and drops what its manager names no longer', async () => {
  const namespace = await newNamespace(sandbox)
  const target = `${pathOf.configMaps(namespace)}/applied?fieldManager=helm`
  const headers = { 'content-type': 'application/apply-patch+yaml' }
  const map = (data: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'applied' }, data })
  expect((await call(sandbox, 'PATCH', target, { body: map({ a: '1', b: '2' }), headers })).status).toBe(201)
  const merge = { 'content-type': 'application/merge-patch+json' }
  await call(sandbox, 'PATCH', `${pathOf.configMaps(namespace)}/applied`, {
    body: { data: { theirs: 'x' } },
    headers: merge,
  })
  const { status, body } = await call(sandbox, 'PATCH', target, { body: map({ a: '3' }), headers })
  expect([status, body['data']]).toEqual([200, { a: '3', theirs: 'x' }])
})

test('a patch of an unknown kind is refused with 415', async () => {
  expect((await patch('unheard+json', {})).status).toBe(415)
})

test('the scale subresource changes the number of replicas alone', async () => {
  const merge = { 'content-type': 'application/merge-patch+json' }
  const { body } = await call(sandbox, 'PATCH', `${path}/scale`, { body: { spec: { replicas: 3 } }, headers: merge })
  expect([body.kind, body['spec'].replicas]).toEqual(['Scale', 3])
})
