// Several pollers and many stores at once, on one database.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())

test('four pollers and twenty stores: each is installed exactly once, all READY, then all DELETED, and no client meets a locked database', async () => {
  const pollers = Array.from({ length: 4 }, () => stack.startPoller())
  const names = Array.from({ length: 20 }, (_, n) => `many-${n}`)
  const stores = await Promise.all(names.map((name, n) => stack.create(name, n % 2 === 0 ? 'woocommerce' : 'medusa')))
  await Promise.all(stores.map(({ id }) => stack.until(id, 'READY', 60_000)))
  const { installs } = await stack.sandbox.counts()
  expect(stores.map(({ id, namespace }) => installs[`${namespace}/${id}`])).toEqual(stores.map(() => 1))

  const answers = await Promise.all(stores.map(({ id }) => stack.call('DELETE', `/api/v1/stores/${id}`)))
  expect(answers.map(({ status }) => status)).toEqual(stores.map(() => 202))
  await Promise.all(stores.map(({ id }) => stack.until(id, 'DELETED', 60_000)))
  expect(await stack.database.query('SELECT id FROM stores WHERE lease_holder IS NOT NULL')).toEqual([])
  expect((await Promise.all(pollers.map((poller) => poller.stop()))).join()).toBe('0,0,0,0')
  expect(pollers.map((poller) => poller.output()).join()).not.toMatch(/SQLITE_BUSY|database is locked/)
})

test('a create answers at once while every slot of the poller is taken by a Helm that waits for the cluster', async () => {
  const heldMs = 8_000
  await stack.sandbox.setScenario({
    api: [{ match: { verb: 'create', path: '*/store-busy-*' }, fault: 'delay', delayMs: heldMs }],
  })
  const poller = stack.startPoller()
  const busy = await Promise.all(Array.from({ length: 4 }, (_, n) => stack.create(`busy-${n}`)))
  await eventually(async () => (await Promise.all(busy.map(({ id }) => isAtRelease(id)))).every(Boolean), {
    what: 'each of the four to be at Helm',
  })
  const tookMs: number[] = []
  for (let n = 0; n < 10; n++)
    tookMs.push((await stack.call('POST', '/api/v1/stores', { name: `quick-${n}`, engine: 'woocommerce' })).tookMs)
  // One that waited for Helm would take seconds; a busy machine takes milliseconds more.
  expect(Math.max(...tookMs)).toBeLessThan(heldMs / 4)
  await stack.sandbox.setScenario({})
  await poller.stop()
})

async function isAtRelease(id: string): Promise<boolean> {
  const { progress } = (await stack.call('GET', `/api/v1/stores/${id}`)).body as { progress?: { step: string } }
  return progress?.step === 'release'
}
