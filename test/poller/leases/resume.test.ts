// After a database outage: leases that could not be given back are, at once, and its time counts for nobody.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claim, finish, resume } from '../../../poller/leases/index.ts'
import { now } from '../../../shared/database/now.ts'
import { createStore, localCaller, type Store } from '../../../shared/stores/index.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await makeDatabase()
})
afterAll(() => db.remove())

const create = (name: string) =>
  createStore(db.database, { name, engine: 'woocommerce', caller: localCaller, requestId: null })
const claimOne = async (holder: string) => {
  const [store] = await claim(db.database, { holder, ttlMs: 60_000, free: { install: 1, uninstall: 0, check: 0 } })
  return store as Store
}
const seenAgo = (store: Store, ms: number) =>
  db.database.write([{ sql: `UPDATE stores SET last_observed_at = ${now} - ? WHERE id = ?`, args: [ms, store.id] }])
const observed = async ({ id }: Store) =>
  (await db.database.query('SELECT last_observed_at FROM stores WHERE id = ?', [id]))[0]?.['last_observed_at']

test('a poller gives back its own leases and no other, and whatever it still believed of them writes nothing', async () => {
  for (const name of ['first', 'second']) await create(name)
  const mine = await claimOne('mine')
  const theirs = await claimOne('theirs')
  await resume(db.database, { holder: 'mine', outageMs: 10_000 })
  expect(await finish(db.database, { store: mine, change: { progressMessage: 'late' } })).toBeUndefined()
  const again = await claimOne('another')
  expect(again).toMatchObject({ id: mine.id, expiredLeases: 0 })
  expect(await finish(db.database, { store: theirs, change: { dueInMs: 60_000 } })).toBeDefined()
})

test('the clock stands still for stores that nobody could look at, and runs on for those seen since', async () => {
  const unseen = await create('unseen')
  const seen = await create('seen')
  await seenAgo(unseen, 30_000)
  await seenAgo(seen, 2_000)
  await resume(db.database, { holder: 'mine', outageMs: 20_000 })
  expect(await observed(unseen)).toBeNull()
  expect(await observed(seen)).toEqual(expect.any(Number))
})
