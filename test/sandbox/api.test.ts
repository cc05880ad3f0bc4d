// What a client of the API server may rely on: discovery, errors, selectors, pages, reviews and counts.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/start.ts'
import { call } from './support/client.ts'
import { create, deployment, job, list, newNamespace, pathOf, pod } from './support/objects.ts'

let sandbox: Sandbox
let namespace: string

beforeAll(async () => {
  sandbox = await startSandbox({ podDelayMs: 50 })
  namespace = await newNamespace(sandbox)
})
afterAll(() => sandbox.close())

const secret = (name: string, labels: object = {}, data: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, labels },
  data,
})

test('discovery names every group and resource with its short names', async () => {
  const groups = (await call(sandbox, 'GET', '/apis')).body['groups'].map((group: { name: string }) => group.name)
  expect(groups).toEqual(
    expect.arrayContaining(['apps', 'batch', 'networking.k8s.io', 'rbac.authorization.k8s.io', 'policy']),
  )
  const { resources } = (await call(sandbox, 'GET', '/apis/apps/v1')).body
  expect(resources.find((one: { name: string }) => one.name === 'deployments').shortNames).toEqual(['deploy'])
})

test('the OpenAPI document of version 2 is one that switches client-side validation off', async () => {
  const answer = await fetch(`${sandbox.apiUrl}/openapi/v2`)
  expect(answer.headers.get('content-type')).toBe('application/com.github.proto-openapi.spec.v2.v1.0+protobuf')
  expect(Buffer.from(await answer.arrayBuffer()).toString('hex')).toBe('0a03322e30')
})

test('every answer carries the time of the server', async () => {
  const { headers } = await call(sandbox, 'GET', '/api/v1/namespaces')
  expect(Date.parse(headers.get('date') ?? '')).toBeGreaterThan(Date.now() - 5000)
})

test('a sandbox has the namespaces, node and classes of a cluster, and the uid of kube-system stays', async () => {
  const names = (await list(sandbox, '/api/v1/namespaces')).map(({ metadata }) => metadata.name)
  expect(names).toEqual(expect.arrayContaining(['default', 'kube-node-lease', 'kube-public', 'kube-system']))
  const uid = async () => (await call(sandbox, 'GET', '/api/v1/namespaces/kube-system')).body['metadata'].uid
  expect(await uid()).toBe(await uid())
  expect((await list(sandbox, '/apis/networking.k8s.io/v1/ingressclasses'))[0]?.['metadata'].name).toBe('sandbox')
  expect((await list(sandbox, '/apis/storage.k8s.io/v1/storageclasses'))[0]?.['metadata'].name).toBe('sandbox')
})

test('what is absent is a Status 404 that names the resource with its group', async () => {
  const { status, body } = await call(sandbox, 'GET', `${pathOf.deployments(namespace)}/none`)
  expect(status).toBe(404)
  expect(body).toMatchObject({ kind: 'Status', reason: 'NotFound', message: 'deployments.apps "none" not found' })
  expect((await call(sandbox, 'GET', '/apis/apps/v1/unheard')).status).toBe(404)
})

test('a name that is taken is a Status 409 AlreadyExists', async () => {
  await create(sandbox, pathOf.secrets(namespace), secret('twice'))
  const { status, body } = await call(sandbox, 'POST', pathOf.secrets(namespace), { body: secret('twice') })
  expect([status, body['reason'], body['message']]).toEqual([409, 'AlreadyExists', 'secrets "twice" already exists'])
})

test('a stale resourceVersion is refused with a Status 409 Conflict', async () => {
  const before = await create(sandbox, pathOf.secrets(namespace), secret('stale'))
  const path = `${pathOf.secrets(namespace)}/stale`
  expect((await call(sandbox, 'PUT', path, { body: { ...before, data: { a: 'YQ==' } } })).status).toBe(200)
  const { status, body } = await call(sandbox, 'PUT', path, { body: { ...before, data: { a: 'Yg==' } } })
  expect([status, body['reason']]).toEqual([409, 'Conflict'])
  expect(body['message']).toContain('the object has been modified')
})

test('a deletion with the uid of an earlier object is refused', async () => {
  await create(sandbox, pathOf.secrets(namespace), secret('guarded'))
  const path = `${pathOf.secrets(namespace)}/guarded`
  const refused = await call(sandbox, 'DELETE', path, { body: { preconditions: { uid: 'another' } } })
  expect([refused.status, refused.body['reason']]).toEqual([409, 'Conflict'])
  expect((await call(sandbox, 'DELETE', path)).body).toMatchObject({ status: 'Success', details: { kind: 'secrets' } })
})

test('nothing can be made in a namespace that does not exist', async () => {
  const { status, body } = await call(sandbox, 'POST', pathOf.secrets('nowhere'), { body: secret('lost') })
  expect([status, body['message']]).toEqual([404, 'namespaces "nowhere" not found'])
})

test.each([
  ['store=a', ['one', 'two']],
  ['store==a,tier!=x', ['two']],
  ['store in (a, b),tier', ['one', 'three']],
  ['store notin (a)', ['four', 'three']],
  ['!tier', ['four', 'two']],
])('the label selector %s finds what the real one finds', async (selector, names) => {
  const place = await newNamespace(sandbox)
  await create(sandbox, pathOf.secrets(place), secret('one', { store: 'a', tier: 'x' }))
  await create(sandbox, pathOf.secrets(place), secret('two', { store: 'a' }))
  await create(sandbox, pathOf.secrets(place), secret('three', { store: 'b', tier: 'x' }))
  await create(sandbox, pathOf.secrets(place), secret('four'))
  const found = await list(sandbox, `${pathOf.secrets(place)}?labelSelector=${encodeURIComponent(selector)}`)
  expect(found.map(({ metadata }) => metadata.name).sort()).toEqual(names)
})

test('a field selector finds by name, type and phase', async () => {
  const place = await newNamespace(sandbox)
  await create(sandbox, pathOf.secrets(place), { ...secret('typed'), type: 'kubernetes.io/basic-auth' })
  await create(sandbox, pathOf.secrets(place), secret('plain'))
  const by = async (selector: string) =>
    (await list(sandbox, `${pathOf.secrets(place)}?fieldSelector=${encodeURIComponent(selector)}`)).map(
      ({ metadata }) => metadata.name,
    )
  expect(await by('metadata.name=plain')).toEqual(['plain'])
  expect(await by('type=kubernetes.io/basic-auth')).toEqual(['typed'])
  expect(await by('type!=kubernetes.io/basic-auth')).toEqual(['plain'])
})

test('a LIST with a limit is continued until nothing remains', async () => {
  const place = await newNamespace(sandbox)
  for (const name of ['a', 'b', 'c', 'd', 'e']) await create(sandbox, pathOf.secrets(place), secret(name))
  const seen: string[] = []
  let token = ''
  do {
    const page = await call(sandbox, 'GET', `${pathOf.secrets(place)}?limit=2&continue=${token}`)
    seen.push(...page.body['items'].map((one: { metadata: { name: string } }) => one.metadata.name))
    token = page.body['metadata'].continue ?? ''
  } while (token)
  expect(seen).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('a LIST as PartialObjectMetadata carries labels and no payload', async () => {
  const place = await newNamespace(sandbox)
  await create(sandbox, pathOf.secrets(place), secret('release', { owner: 'helm', name: 'shop' }, { release: 'YQ==' }))
  const { body } = await call(sandbox, 'GET', '/api/v1/secrets?labelSelector=owner%3Dhelm%2Cname+in+(shop)', {
    headers: { accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1' },
  })
  expect(body.kind).toBe('PartialObjectMetadataList')
  expect(body['items'][0].metadata.labels).toEqual({ owner: 'helm', name: 'shop' })
  expect(JSON.stringify(body)).not.toContain('YQ==')
})

test('items of a LIST do not repeat kind and apiVersion', async () => {
  const [first] = await list(sandbox, '/api/v1/namespaces')
  expect(first).not.toHaveProperty('kind')
})

test('generateName makes a name, and a dry run makes nothing', async () => {
  const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'made-' } }
  expect((await create(sandbox, pathOf.configMaps(namespace), body))['metadata'].name).toMatch(/^made-[a-z0-9]{5}$/)
  const dry = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'dry' } }
  await create(sandbox, `${pathOf.configMaps(namespace)}?dryRun=All`, dry)
  expect((await call(sandbox, 'GET', `${pathOf.configMaps(namespace)}/dry`)).status).toBe(404)
})

test('the generation of a Deployment counts changes of its spec only', async () => {
  await create(sandbox, pathOf.deployments(namespace), deployment('counted'))
  const path = `${pathOf.deployments(namespace)}/counted`
  const merge = { 'content-type': 'application/merge-patch+json' }
  const patch = async (body: object) =>
    (await call(sandbox, 'PATCH', path, { body, headers: merge })).body['metadata'].generation
  expect(await patch({ metadata: { labels: { a: 'b' } } })).toBe(1)
  expect(await patch({ spec: { replicas: 2 } })).toBe(2)
})

test('a review allows everything but what the scenario forbids, and the forbidden is refused with 403', async () => {
  const review = async (verb: string) => {
    const attributes = { verb, resource: 'namespaces' }
    const body = {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: attributes },
    }
    return (await create(sandbox, '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', body))['status'].allowed
  }
  sandbox.setScenario({ forbid: [{ verb: 'create', resource: 'namespaces' }] })
  expect([await review('create'), await review('list')]).toEqual([false, true])
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'refused' } }
  const refused = await call(sandbox, 'POST', '/api/v1/namespaces', { body })
  expect(refused.body['message']).toBe(
    'namespaces is forbidden: User "sandbox" cannot create resource "namespaces" in API group "" at the cluster scope',
  )
  sandbox.setScenario({})
  expect(refused.status).toBe(403)
})

test('a body without kind and apiVersion is taken for what its path says', async () => {
  const made = await create(sandbox, pathOf.configMaps(namespace), { metadata: { name: 'kindless' } })
  expect(made).toMatchObject({ kind: 'ConfigMap', apiVersion: 'v1' })
})

test('a field selector that the server does not know is refused', async () => {
  const { status, body } = await call(sandbox, 'GET', '/api/v1/pods?fieldSelector=spec.none%3D1')
  expect([status, body['message']]).toEqual([400, 'field label not supported: spec.none'])
})

test('counts tell requests and pods made', async () => {
  const before = (await call(sandbox, 'GET', '/sandbox/counts')).body
  await create(sandbox, pathOf.pods(namespace), pod('counted'))
  await create(sandbox, pathOf.jobs(namespace), job('uncounted', { suspend: true }))
  const after = (await call(sandbox, 'GET', '/sandbox/counts')).body
  expect(after['pods']).toBe(before['pods'] + 1)
  expect(after['requests']['create pods']).toBe((before['requests']['create pods'] ?? 0) + 1)
})
