// What becomes of stores after they are READY or FAILED: looked after, reported, and never touched.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ settings: { STORE_CHECK_INTERVAL_SECONDS: '0.3' } })
})
afterAll(() => stack.stop())

const get = async (id: string) => (await stack.call('GET', `/api/v1/stores/${id}`)).body
const remove = async (path: string) =>
  expect((await fetch(stack.sandbox.apiUrl + path, { method: 'DELETE' })).status).toBeLessThan(300)
const webOf = (namespace: string) => ({ namespace, labels: { 'app.kubernetes.io/component': 'web' } })

async function replaceWebPods(namespace: string, fault: string): Promise<void> {
  await stack.sandbox.setScenario({ rules: [{ match: webOf(namespace), fault }] })
  const { items } = await stack.sandbox.get(`/api/v1/namespaces/${namespace}/pods`)
  for (const { metadata } of items.filter((pod) => pod.metadata.labels?.['app.kubernetes.io/component'] === 'web'))
    await remove(`/api/v1/namespaces/${namespace}/pods/${metadata.name}`)
}

const healthOf = async (id: string) => (await get(id))['health'] as { status: string; reason: string | null }
async function healthEventsOf(id: string): Promise<string[]> {
  const { body } = await stack.call('GET', `/api/v1/stores/${id}/events`)
  return (body['events'] as { kind: string; message: string }[])
    .filter(({ kind }) => kind === 'health')
    .map(({ message }) => message)
}

test('a READY store whose pods go is degraded and says why, and is healthy again when they are back; each change is an event', async () => {
  const poller = stack.startPoller()
  const { id, namespace } = await stack.create('ailing')
  await stack.until(id, 'READY')
  await replaceWebPods(namespace, 'never_ready')
  const ailing = await eventually(async () => {
    const store = await get(id)
    return (store['health'] as { status: string }).status === 'degraded' && store
  })
  expect(ailing).toMatchObject({ status: 'READY', health: { reason: expect.stringContaining('web') } })
  await stack.sandbox.setScenario({})
  await eventually(async () => (await healthOf(id)).status === 'healthy')
  const health = await healthEventsOf(id)
  expect(health[0]).toMatch(/^degraded: /)
  expect(health.at(-1)).toBe('healthy')
  await poller.stop()
})

test('a store whose pods are back is healthy only once its URL answers', async () => {
  const poller = stack.startPoller()
  const { id, namespace } = await stack.create('not-led-to')
  await stack.until(id, 'READY')
  await replaceWebPods(namespace, 'never_ready')
  await eventually(async () => (await healthOf(id)).reason?.includes('web'))
  await stack.sandbox.setScenario({ ingress: [{ match: { host: 'not-led-to.*' }, status: 404 }] })
  await eventually(async () => (await healthOf(id)).reason?.includes('HTTP 404 where 200 was expected'))
  expect(await healthEventsOf(id)).not.toContain('healthy')
  await stack.sandbox.setScenario({})
  await eventually(async () => (await healthOf(id)).status === 'healthy')
  await poller.stop()
})

test('a READY store whose namespace was removed is reported, and nothing is installed behind the back of whoever did it', async () => {
  const poller = stack.startPoller()
  const { id, namespace } = await stack.create('razed')
  await stack.until(id, 'READY')
  await remove(`/api/v1/namespaces/${namespace}`)
  await eventually(async () =>
    String((await get(id))['health'] && JSON.stringify((await get(id))['health'])).includes('namespace is gone'),
  )
  expect((await stack.sandbox.counts()).installs[`${namespace}/${id}`]).toBe(1)
  await stack.call('DELETE', `/api/v1/stores/${id}`)
  await stack.until(id, 'DELETED')
  await poller.stop()
})

async function failThenHeal(name: string): Promise<string> {
  const { id, namespace } = await stack.create(name)
  await stack.sandbox.setScenario({ rules: [{ match: webOf(namespace), fault: 'image_not_found' }] })
  await stack.until(id, 'FAILED')
  await stack.sandbox.setScenario({})
  return id
}

test('a FAILED store that recovers is marked recoverable, and stays FAILED until its owner decides', async () => {
  const poller = stack.startPoller()
  const id = await failThenHeal('comes-good')
  await eventually(async () => (await get(id))['recoverable'] === true)
  expect((await get(id))['status']).toBe('FAILED')
  await poller.stop()
})

test('with FAILED_RECHECK=ready it becomes READY by itself', async () => {
  const poller = stack.startPoller(['--watch'], { FAILED_RECHECK: 'ready' })
  const id = await failThenHeal('by-itself')
  await eventually(async () => (await get(id))['status'] === 'READY')
  expect(await get(id)).toMatchObject({ failure_code: null, failure_reason: null, health: { status: 'healthy' } })
  await poller.stop()
})

test('a sweep writes nothing about a store whose health has not changed', async () => {
  const poller = stack.startPoller()
  const { id } = await stack.create('steady')
  await stack.until(id, 'READY')
  const before = await get(id)
  const [first] = await stack.database.query<{ token: number }>("SELECT token FROM leases WHERE name = 'sweep'")
  await eventually(
    async () =>
      ((await stack.database.query<{ token: number }>("SELECT token FROM leases WHERE name = 'sweep'"))[0]?.token ??
        0) >
      (first?.token ?? 0) + 3,
  )
  expect((await get(id))['updated_at']).toBe(before['updated_at'])
  await poller.stop()
})

test('a poller that is stopped in the middle of a sweep gives its turn back: the next one need not wait for the lease to run out', async () => {
  const poller = stack.startPoller()
  const { id } = await stack.create('half-seen')
  await stack.until(id, 'READY')
  await stack.sandbox.setScenario({ api: [{ match: { verb: 'list' }, fault: 'delay', delayMs: 500 }] })
  const turn = async () => (await stack.database.query("SELECT holder FROM leases WHERE name = 'sweep'"))[0]
  await eventually(async () => (await turn())?.['holder'], { everyMs: 5 })
  await poller.stop()
  expect(await turn()).toEqual({ holder: null })
  await stack.sandbox.setScenario({})
})
