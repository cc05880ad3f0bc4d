// A libSQL server that is away for a while, or whose answer is lost: 503 meanwhile, no store pays for it, nothing is done twice.
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ask, postStore, unavailable } from '../e2e/fixtures/functions-process.ts'
import { eventually } from '../support/eventually.ts'
import { type Sqld, startSqld } from '../support/sqld.ts'
import { type Stack, startStack } from '../support/stack.ts'
import { type OneWayDoor, openOneWayDoor } from './fixtures/one-way-door.ts'

// Each waits for calls that get no answer, five seconds a call.
vi.setConfig({ testTimeout: 90_000 })

let sqld: Sqld
let door: OneWayDoor
let stack: Stack
beforeAll(async () => {
  sqld = await startSqld()
  door = await openOneWayDoor(sqld.url)
  stack = await startStack({ settings: { DATABASE_URL: door.url }, sandboxArgs: ['--pod-delay', '300'] })
}, 60_000)
afterAll(async () => {
  await stack.stop()
  await door.close()
  await sqld.stop()
})

test('a create whose answer is lost is 503 and sent once only; asked again it is 409 with the id of the store that is there', async () => {
  door.keepAnswersTo('INSERT INTO stores')
  expect(await postStore(stack.apiUrl, 'answer-lost')).toMatchObject(unavailable)
  door.keepAnswersTo(null)
  expect(door.kept()).toBe(1)
  const { body } = await stack.call('GET', '/api/v1/stores?q=answer-lost')
  const [store, ...others] = body['stores'] as { id: string; name: string }[]
  expect(others).toEqual([])
  const again = await postStore(stack.apiUrl, 'answer-lost')
  expect(again).toMatchObject({ status: 409, body: { code: 'name_taken', store_id: store?.id } })
  const { body: timeline } = await stack.call('GET', `/api/v1/stores/${store?.id}/events`)
  expect(timeline['events']).toHaveLength(1)
})

test('while the server is stopped functions answer 503 and a tick exits 1; once it goes on, so does a watching poller, and no store has paid', async () => {
  const poller = stack.startPoller()
  const { id, namespace } = await stack.create('frozen')
  await eventually(async () => (await stack.sandbox.counts()).installs[`${namespace}/${id}`] === 1)
  await sqld.freeze()
  const tick = stack.startPoller([])
  const [post, health] = await Promise.all([postStore(stack.apiUrl, 'meanwhile'), ask(stack.apiUrl, '/health')])
  expect(post).toMatchObject(unavailable)
  expect(health).toMatchObject({ status: 503, body: { status: 'unhealthy' } })
  expect(health.tookMs).toBeLessThan(8_000)
  expect(await tick.ended).toBe(1)
  await eventually(() => poller.output().includes('outage.began'), { deadlineMs: 15_000 })
  sqld.wake()
  const wokenMs = performance.now()
  const ready = await stack.until(id, 'READY')
  expect(performance.now() - wokenMs).toBeLessThan(15_000)
  expect(await stack.call('GET', `/api/v1/stores/${id}`)).toMatchObject({
    body: { status: 'READY', health: { status: 'healthy' } },
  })
  const { body } = await stack.call('GET', `/api/v1/stores/${id}/events`)
  const kinds = (body['events'] as { kind: string }[]).map(({ kind }) => kind)
  expect(kinds).not.toContain('attempt')
  expect(ready['failure_code']).toBeNull()
  expect(await ask(stack.apiUrl, '/health')).toMatchObject({ status: 200 })
  await poller.stop()
})

test('a watching poller that starts while the server is stopped waits for it and then works; one that is stopped meanwhile ends with 0', async () => {
  const { id } = await stack.create('asked-before')
  await sqld.freeze()
  const file = join(stack.folder, 'alive')
  const [stays, leaves] = [stack.startPoller(['--watch'], { LIVENESS_FILE: file }), stack.startPoller()]
  for (const poller of [stays, leaves])
    await eventually(() => poller.output().includes('outage.began'), { deadlineMs: 20_000, what: 'an outage' })
  // The log says so a moment before the file is there.
  const { mtimeMs: firstMs } = await eventually(() => existsSync(file) && statSync(file), { what: 'the file' })
  await eventually(() => statSync(file).mtimeMs > firstMs, { deadlineMs: 20_000, what: 'a heartbeat' })
  expect(await leaves.stop()).toBe(0)
  sqld.wake()
  await stack.until(id, 'READY')
  expect(stays.output()).toContain('outage.ended')
  expect(await stays.stop()).toBe(0)
})
