// A container's log over real HTTP: text, of which the end counts.
import { afterEach, expect, test } from 'vitest'
import { type ClusterError, openCluster } from '../../../shared/kubernetes/open-cluster.ts'
import { startApiServer } from '../../shared/kubernetes/api-server.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function clusterWith(reply: Parameters<typeof startApiServer>[0]) {
  const api = await startApiServer(reply)
  const cluster = openCluster({ env: {}, kubeconfig: api.kubeconfig, timeoutMs: 20_000 })
  cleanups.push(api.close, cluster.close)
  return { api, cluster }
}

const question = { namespace: 'store-a', pod: 'web-1', container: 'shop', tailLines: 20, previous: true }

test('the last lines of the instance that ended are asked for, and answered as text', async () => {
  const { api, cluster } = await clusterWith(() => ({ body: 'one\ntwo\n' }))
  expect(await cluster.podLog(question)).toBe('one\ntwo\n')
  await cluster.podLog({ ...question, previous: false })
  expect(api.asked.map(({ url }) => `${url.pathname}${url.search}`)).toEqual([
    '/api/v1/namespaces/store-a/pods/web-1/log?container=shop&tailLines=20&previous=true',
    '/api/v1/namespaces/store-a/pods/web-1/log?container=shop&tailLines=20',
  ])
})

test('of endless lines the whole ones within the last 64 KiB are kept', async () => {
  const lines = Array.from({ length: 20 }, (_, at) => `${at} ${'x'.repeat(10_000)}`)
  const { cluster } = await clusterWith(() => ({ body: lines.join('\n') }))
  expect((await cluster.podLog(question)).split('\n')).toEqual(lines.slice(-6))
})

test('a cluster that gives no log says why, one that hangs is given up when the time for it is over', async () => {
  const { cluster } = await clusterWith(({ url }) =>
    url.pathname.includes('/web-2/') ? undefined : { status: 403, body: { message: 'logs are private' } },
  )
  const errorOf = (o: object) => cluster.podLog({ ...question, ...o }).catch((error: ClusterError) => error)
  expect(await errorOf({})).toMatchObject({ kind: 'forbidden', message: expect.stringContaining('logs are private') })
  expect(await errorOf({ pod: 'web-2', timeoutMs: 50 })).toMatchObject({ kind: 'timeout' })
})

test('whether logs may be read is asked for by their own name', async () => {
  const { api, cluster } = await clusterWith(() => ({ status: 201, body: { status: { allowed: true } } }))
  expect(await cluster.allowed({ verb: 'get', resource: 'pods', subresource: 'log' })).toBe(true)
  expect(api.asked[0]?.body).toMatchObject({
    spec: { resourceAttributes: { verb: 'get', resource: 'pods', subresource: 'log', group: '' } },
  })
})
