// What the poller asks of the Kubernetes API, and what it makes of every kind of answer: real HTTP, real TLS.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { describeError } from '../../../shared/errors.ts'
import { type Cluster, type ClusterError, openCluster } from '../../../shared/kubernetes/open-cluster.ts'
import { kubeconfigFor, type Reply, startApiServer } from './api-server.ts'
import { certificate } from './certificate.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function clusterWith(...[reply, options]: Parameters<typeof startApiServer>) {
  const api = await startApiServer(reply, options)
  cleanups.push(api.close)
  return { api, cluster: open({ kubeconfig: api.kubeconfig }) }
}

function open(o: Partial<Parameters<typeof openCluster>[0]>): Cluster {
  const cluster = openCluster({ env: {}, timeoutMs: 5_000, ...o })
  cleanups.push(cluster.close)
  return cluster
}

const errorOf = (call: Promise<unknown>) =>
  call.then(
    () => expect.fail('did not reject'),
    (error: ClusterError) => error,
  )

const pod = (name: string) => ({ metadata: { name, namespace: 'store-a' } })

describe('list', () => {
  it('gives the items and the API server’s own time', async () => {
    const date = 'Tue, 24 Nov 2026 15:00:00 GMT'
    const { api, cluster } = await clusterWith(() => ({ body: { items: [pod('p')] }, headers: { date } }))
    const labelSelector = 'storeplane.dev/store in (a,b)'
    const found = await cluster.list({ resource: 'pods', labelSelector, fieldSelector: 'type=Warning' })
    expect(found).toEqual({ items: [pod('p')], serverTimeMs: Date.parse(date) })
    expect(api.asked[0]?.url.pathname).toBe('/api/v1/pods')
    expect(Object.fromEntries(api.asked[0]?.url.searchParams ?? [])).toEqual({
      limit: '500',
      labelSelector,
      fieldSelector: 'type=Warning',
    })
  })

  it.each([
    ['statefulsets', undefined, '/apis/apps/v1/statefulsets'],
    ['jobs', 'store-a', '/apis/batch/v1/namespaces/store-a/jobs'],
    ['ingresses', undefined, '/apis/networking.k8s.io/v1/ingresses'],
    ['events', 'store-a', '/api/v1/namespaces/store-a/events'],
  ] as const)('asks for %s of namespace %s at %s', async (resource, namespace, path) => {
    const { api, cluster } = await clusterWith(() => ({ body: { items: null } }))
    const { items } = await cluster.list({ resource, ...(namespace === undefined ? {} : { namespace }) })
    expect(items).toEqual([])
    expect(api.asked[0]?.url.pathname).toBe(path)
  })

  it('asks for metadata alone where that is enough', async () => {
    const { api, cluster } = await clusterWith(() => ({ body: { items: [] } }))
    await cluster.list({ resource: 'secrets', metadataOnly: true })
    expect(api.asked[0]?.headers.accept).toBe('application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1')
  })

  it('lets one call alone pay for kept connections that lead nowhere any more', async () => {
    const dead = new Set<number>()
    const { api } = await clusterWith(({ port }) => (dead.has(port) ? undefined : { body: { items: [] } }))
    const cluster = open({ kubeconfig: api.kubeconfig, timeoutMs: 500 })
    await Promise.all(Array.from({ length: 6 }, () => cluster.list({ resource: 'pods' })))
    for (const { port } of api.asked) dead.add(port)
    expect(dead.size).toBe(6)
    expect(await errorOf(cluster.list({ resource: 'pods' }))).toMatchObject({ kind: 'timeout' })
    expect((await cluster.list({ resource: 'pods' })).items).toEqual([])
  })

  it('follows pages to their end on one connection', async () => {
    const { api, cluster } = await clusterWith(({ url }) => pageOf(Number(url.searchParams.get('continue') ?? 0), 3))
    const { items } = await cluster.list({ resource: 'pods' })
    expect(items.map(({ metadata }) => metadata.name)).toEqual(['p0', 'p1', 'p2'])
    expect(new Set(api.asked.map(({ port }) => port)).size).toBe(1)
  })

  it('takes no more than the limit', async () => {
    const { api, cluster } = await clusterWith(({ url }) => pageOf(Number(url.searchParams.get('continue') ?? 0), 9))
    expect((await cluster.list({ resource: 'events', limit: 2 })).items).toHaveLength(2)
    expect(api.asked.map(({ url }) => url.searchParams.get('limit'))).toEqual(['2', '1'])
  })

  it('ends with an error where pages never end, for a list cut short would be a lie', async () => {
    const items = Array.from({ length: 5_000 }, (_, i) => pod(`p${i}`))
    const { api, cluster } = await clusterWith(() => ({ body: { items, metadata: { continue: 'more' } } }))
    expect(await errorOf(cluster.list({ resource: 'pods' }))).toMatchObject({ kind: 'refused' })
    expect(api.asked.length).toBeLessThan(10)
  })
})

const pageOf = (at: number, of: number): Reply => ({
  body: { items: [pod(`p${at}`)], metadata: at + 1 < of ? { continue: String(at + 1) } : {} },
})

describe('the two writes', () => {
  it('make a namespace with our labels, and say when it was there already', async () => {
    const replies: Reply[] = [
      { status: 201 },
      { status: 409, body: { message: 'namespaces "store-a" already exists' } },
    ]
    const { api, cluster } = await clusterWith(() => replies.shift())
    const wanted = { name: 'store-a', labels: { 'storeplane.dev/store': 'a' } }
    expect(await cluster.createNamespace(wanted)).toBe('created')
    expect(await cluster.createNamespace(wanted)).toBe('exists')
    expect(api.asked[0]).toMatchObject({ method: 'POST', body: { kind: 'Namespace', metadata: wanted } })
  })

  it.each([
    ['deleting', { status: 200 }],
    ['deleting', { status: 202 }],
    ['absent', { status: 404 }],
    [
      'changed',
      { status: 409, body: { message: 'Precondition failed: UID in precondition: 1, UID in object meta: 2' } },
    ],
    [
      'deleting',
      { status: 409, body: { message: 'The system is ensuring all content is removed from this namespace.' } },
    ],
  ])('remove a namespace only if it is still the same one: %s', async (outcome, reply) => {
    const { api, cluster } = await clusterWith(() => reply)
    expect(await cluster.deleteNamespace({ name: 'store-a', uid: 'u-1' })).toBe(outcome)
    expect(api.asked[0]).toMatchObject({ method: 'DELETE', body: { preconditions: { uid: 'u-1' } } })
  })
})

describe('questions about the cluster', () => {
  it('know a namespace that is there from one that is not', async () => {
    const { cluster } = await clusterWith(({ url }) =>
      url.pathname.endsWith('/store-a') ? { body: { metadata: { name: 'store-a', uid: 'u' } } } : { status: 404 },
    )
    expect((await cluster.getNamespace('store-a'))?.metadata.uid).toBe('u')
    expect(await cluster.getNamespace('store-b')).toBeUndefined()
  })

  it('tell which cluster it is, its version and what we may do', async () => {
    const { api, cluster } = await clusterWith(({ url }) => {
      if (url.pathname === '/version') return { body: { gitVersion: 'v1.34.1' } }
      if (url.pathname === '/api/v1/namespaces/kube-system') return { body: { metadata: { uid: 'u-9' } } }
      return { status: 201, body: { status: { allowed: url.pathname.endsWith('/selfsubjectaccessreviews') } } }
    })
    expect(await cluster.version()).toBe('v1.34.1')
    expect((await cluster.identity()).uid).toBe('u-9')
    expect(await cluster.allowed({ verb: 'list', resource: 'secrets' })).toBe(true)
    expect(api.asked.at(-1)?.body).toMatchObject({
      spec: { resourceAttributes: { verb: 'list', resource: 'secrets', group: '' } },
    })
  })
})

describe('an answer that is not what was asked for', () => {
  it.each([
    [401, 'unauthorized', 'Unauthorized'],
    [403, 'forbidden', 'pods is forbidden: User "p" cannot list resource "pods"'],
    [403, 'terminating', 'unable to create new content in namespace store-a because it is being terminated'],
    [404, 'not_found', 'the server could not find the requested resource'],
    [409, 'conflict', 'the object has been modified'],
    [410, 'server_error', 'the provided continue parameter is too old'],
    [422, 'refused', 'invalid'],
    [429, 'too_many_requests', 'slow down'],
    [500, 'server_error', 'etcdserver: request timed out'],
    [503, 'server_error', 'not ready'],
  ])('%i is %s: %s', async (status, kind, message) => {
    const { cluster } = await clusterWith(() => ({ status, body: { kind: 'Status', message } }))
    const error = await errorOf(cluster.list({ resource: 'pods' }))
    expect(error).toMatchObject({ name: 'ClusterError', kind, status, message: `GET /api/v1/pods: ${message}` })
  })

  it.each([
    ['a proxy’s page', { status: 502, body: '<html>' }, 'server_error', 'HTTP 502'],
    ['no JSON', { body: 'hello' }, 'refused', 'not JSON'],
    ['too large', { body: { items: ['x'.repeat(3_000)] } }, 'refused', 'larger than 2000 bytes'],
  ])('%s', async (_, reply, kind, message) => {
    const { api } = await clusterWith(() => reply)
    const cluster = open({ kubeconfig: api.kubeconfig, maxResponseBytes: 2_000 })
    expect(await errorOf(cluster.list({ resource: 'pods' }))).toMatchObject({
      kind,
      message: expect.stringContaining(message),
    })
  })

  it('none at all within the time is a timeout', async () => {
    const { api } = await clusterWith(() => undefined)
    const cluster = open({ kubeconfig: api.kubeconfig, timeoutMs: 100 })
    expect(await errorOf(cluster.version())).toMatchObject({
      kind: 'timeout',
      message: 'GET /version: no answer within 100 ms',
    })
  })

  it('nobody there is unreachable', async () => {
    const { api, cluster } = await clusterWith(() => ({}))
    await api.close()
    expect(await errorOf(cluster.version())).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    })
  })
})

describe('a kept connection', () => {
  it('that the server closes just as it is used again costs no call', async () => {
    let calls = 0
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined)
      socket.on('data', () => {
        // The second request meets a connection that is reset without an answer.
        if (++calls === 2) return socket.resetAndDestroy()
        const head = 'HTTP/1.1 200 OK\r\nDate: Tue, 24 Nov 2026 15:00:00 GMT\r\nContent-Length: 19\r\n\r\n'
        socket.write(`${head}{"gitVersion":"v1"}`)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    cleanups.push(() => server.close())
    const { api } = await clusterWith(() => ({}))
    const { port } = server.address() as AddressInfo
    writeFileSync(api.kubeconfig, JSON.stringify(kubeconfigFor({ server: `http://127.0.0.1:${port}` })))
    const cluster = open({ kubeconfig: api.kubeconfig })
    expect([await cluster.version(), await cluster.version()]).toEqual(['v1', 'v1'])
    expect(calls).toBe(3)
  })
})

describe('credentials', () => {
  it('a token and a password reach the API server', async () => {
    const withToken = await clusterWith(() => ({ body: {} }), { user: { token: 't0k3n' } })
    await withToken.cluster.version()
    expect(withToken.api.asked[0]?.headers.authorization).toBe('Bearer t0k3n')
    const withPassword = await clusterWith(() => ({ body: {} }), { user: { username: 'u', password: 'p' } })
    await withPassword.cluster.version()
    expect(withPassword.api.asked[0]?.headers.authorization).toBe(`Basic ${btoa('u:p')}`)
  })

  it('the server’s certificate is verified against the kubeconfig’s authority, and a client certificate is sent', async () => {
    const tls = certificate
    const data = (pem: string) => Buffer.from(pem).toString('base64')
    const known = await clusterWith(() => ({ body: { gitVersion: 'v1' } }), {
      tls,
      cluster: { 'certificate-authority-data': data(tls.cert) },
      user: { 'client-certificate-data': data(tls.cert), 'client-key-data': data(tls.key) },
    })
    expect(await known.cluster.version()).toBe('v1')
    expect(await known.cluster.version()).toBe('v1')
    expect(new Set(known.api.asked.map(({ port }) => port)).size).toBe(1)
    const unknown = await clusterWith(() => ({ body: {} }), { tls })
    expect(await errorOf(unknown.cluster.version())).toMatchObject({ kind: 'unreachable' })
  })
})

describe('the kubeconfig', () => {
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'storeplane-kube-'))
    cleanups.push(() => rmSync(made, { recursive: true, force: true }))
    return made
  }

  it.each([
    ['/nowhere/config', 'ENOENT'],
    ['', 'no kubeconfig at'],
  ])('that cannot be loaded is a fault of configuration: %s', (kubeconfig, message) => {
    const expected = { kind: 'config', message: expect.stringMatching(/^Failed to load Kubernetes config: /) }
    try {
      open({ kubeconfig, env: { HOME: '/nowhere' } })
      expect.fail('did not throw')
    } catch (error) {
      expect(error).toMatchObject(expected)
      expect((error as Error).message).toContain(message)
    }
  })

  it.each([
    ['', 'the file is empty'],
    [' \n\t', 'the file is empty'],
    ['# nothing\n', 'the file holds no kubeconfig'],
    ['null', 'the file holds no kubeconfig'],
    ['clusters: {', 'unexpected end of the stream within a flow collection'],
  ])('that holds %j is told in one sentence, once', (content, message) => {
    const file = join(folder(), 'config')
    writeFileSync(file, content)
    try {
      open({ kubeconfig: file })
      expect.fail('did not throw')
    } catch (error) {
      const told = describeError(error)
      expect(told).toContain(`Failed to load Kubernetes config: ${file}: ${message}`)
      expect(told.split(file)).toHaveLength(2)
      expect(told).not.toContain('\n')
    }
  })

  it.each(['~/.kube/config', '$HOME/.kube/config'])('%s is not expanded, and that is said', (kubeconfig) => {
    expect(() => open({ kubeconfig })).toThrow('~ and $HOME are not expanded here, write the whole path')
  })

  it('without a current context says so', () => {
    const file = join(folder(), 'config')
    writeFileSync(file, JSON.stringify({ ...kubeconfigFor({ server: 'http://x' }), 'current-context': 'other' }))
    expect(() => open({ kubeconfig: file })).toThrow(`${file} names no current context`)
  })

  it('is several files, of which some may be missing and the first name wins', async () => {
    const { api } = await clusterWith(() => ({ body: { gitVersion: 'v2' } }))
    const other = join(folder(), 'other')
    const { 'current-context': _, ...without } = kubeconfigFor({ server: 'http://127.0.0.1:1' }) as Record<
      string,
      unknown
    >
    writeFileSync(other, JSON.stringify(without))
    const cluster = open({ kubeconfig: `/nowhere/first:${api.kubeconfig}:${other}` })
    expect(await cluster.version()).toBe('v2')
  })

  it('is the one in HOME where none is named', async () => {
    const { api } = await clusterWith(() => ({ body: { gitVersion: 'v3' } }))
    const home = folder()
    mkdirSync(join(home, '.kube'))
    writeFileSync(join(home, '.kube', 'config'), readFileSync(api.kubeconfig))
    expect(await open({ env: { HOME: home } }).version()).toBe('v3')
  })

  it('is the service account inside a cluster, its token read from the file', async () => {
    const tls = certificate
    const { api } = await clusterWith(() => ({ body: { gitVersion: 'v4' } }), { tls })
    const serviceAccountFolder = folder()
    writeFileSync(join(serviceAccountFolder, 'token'), 'pod-token')
    writeFileSync(join(serviceAccountFolder, 'ca.crt'), tls.cert)
    const { hostname, port } = new URL(api.url)
    const env = { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port }
    expect(await open({ env, serviceAccountFolder }).version()).toBe('v4')
    expect(api.asked[0]?.headers.authorization).toBe('Bearer pod-token')
  })
})
