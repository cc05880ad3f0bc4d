// Several pollers and many stores at once, on one database.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { onServer } from '../support/database-kind.ts'
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

// Of a server, with a network between, no time is promised.
if (!onServer) {
  test('a create answers in under 50 ms while the poller installs', async () => {
    const poller = stack.startPoller()
    await Promise.all(Array.from({ length: 4 }, (_, n) => stack.create(`busy-${n}`)))
    const tookMs: number[] = []
    for (let n = 0; n < 10; n++)
      tookMs.push((await stack.call('POST', '/api/v1/stores', { name: `quick-${n}`, engine: 'woocommerce' })).tookMs)
    expect(tookMs.toSorted((a, b) => a - b)[4]).toBeLessThan(50)
    await poller.stop()
  })
}
