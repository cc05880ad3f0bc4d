// Faults of the API itself: errors, silence, cut connections and delays.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/start.ts'
import { call } from './support/client.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
})
afterEach(() => sandbox.setScenario({}))
afterAll(() => sandbox.close())

const namespaces = '/api/v1/namespaces'

test('a status fault answers with its code as many times as it says, and then no more', async () => {
  const match = { verb: 'list', path: '/api/v1/names*' }
  sandbox.setScenario({ api: [{ match, fault: 'status', status: 503, count: 2, retryAfterSeconds: 1 }] })
  const first = await call(sandbox, 'GET', namespaces)
  expect([first.status, first.body['reason'], first.headers.get('retry-after')]).toEqual([
    503,
    'ServiceUnavailable',
    '1',
  ])
  expect((await call(sandbox, 'GET', `${namespaces}/default`)).status).toBe(200)
  expect((await call(sandbox, 'GET', namespaces)).status).toBe(503)
  expect((await call(sandbox, 'GET', namespaces)).status).toBe(200)
})

test('a reset cuts the connection', async () => {
  sandbox.setScenario({ api: [{ fault: 'reset', count: 1 }] })
  await expect(call(sandbox, 'GET', namespaces)).rejects.toThrow('fetch failed')
})

test('a lost answer does the work and cuts the connection', async () => {
  sandbox.setScenario({ api: [{ match: { verb: 'create' }, fault: 'lost_answer', count: 1 }] })
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'lost' } }
  await expect(call(sandbox, 'POST', namespaces, { body })).rejects.toThrow('fetch failed')
  expect((await call(sandbox, 'GET', `${namespaces}/lost`)).status).toBe(200)
})

test('a hanging request is answered never', async () => {
  sandbox.setScenario({ api: [{ fault: 'hang', count: 1 }] })
  await expect(call(sandbox, 'GET', namespaces, { signal: AbortSignal.timeout(150) })).rejects.toThrow('timeout')
})

test('a delay fault and --latency make answers late', async () => {
  sandbox.setScenario({ api: [{ fault: 'delay', delayMs: 80, count: 1 }] })
  const tookMs = async (whose: Sandbox) => {
    const startedMs = performance.now()
    await call(whose, 'GET', namespaces)
    return performance.now() - startedMs
  }
  expect(await tookMs(sandbox)).toBeGreaterThanOrEqual(75)
  const slow = await startSandbox({ latencyMs: 80 })
  expect(await tookMs(slow)).toBeGreaterThanOrEqual(75)
  await slow.close()
})
