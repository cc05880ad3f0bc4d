// After a database outage: leases that could not be released are, at once, and its time counts for nobody.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { claim, finish, resume } from '../../../poller/leases/index.ts'
import { text } from '../../../shared/safe-text.ts'
import { type BusyStore, getStore, localCaller, requestDeletion, type Store } from '../../../shared/stores/index.ts'
import { toWaiting } from '../../../shared/stores/patches.ts'
import { clearStores } from '../../support/clear-stores.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { placeStore, setRow } from '../../support/place-store.ts'
import { served } from '../ticking.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await makeDatabase()
})
afterAll(() => db.remove())
beforeEach(() => clearStores(db.database))

const claimOne = async (holder: string) => {
  const free = { helm_install: 1, helm_remove: 1, check: 0 }
  const [store] = await claim(db.database, { holder, ttlMs: 60_000, free, served })
  return store as BusyStore
}
/** By the clock of the row's own creation, which is the database's. */
const seenAgo = ({ id, createdAt }: Store, ms: number) =>
  setRow(db.database, id, { operation: { last_observed_at: createdAt - ms } })
const observed = async ({ id }: Store) => (await getStore(db.database, id, localCaller)).operation?.lastObservedAt

test('a poller releases its own leases and no other, and whatever it still believed of them writes nothing', async () => {
  for (let stores = 0; stores < 2; stores++) await placeStore(db.database)
  const mine = await claimOne('mine')
  const theirs = await claimOne('theirs')
  await resume(db.database, { holder: 'mine', outageMs: 10_000 })
  expect(await finish(db.database, { store: mine, patch: toWaiting({ message: text`late` }) })).toBe(false)
  expect(await claimOne('another')).toMatchObject({ id: mine.id, expiredLeases: 0 })
  expect(await finish(db.database, { store: theirs, patch: { requeueAfterMs: 60_000 } })).toBe(true)
})

test('a lease of work that was cancelled during the outage is released as well, and its deletion begins', async () => {
  const { id } = await placeStore(db.database)
  await claimOne('mine')
  await requestDeletion(db.database, { id, caller: localCaller, requestId: null })
  await resume(db.database, { holder: 'mine', outageMs: 10_000 })
  expect(await claimOne('another')).toMatchObject({ id, expiredLeases: 0, operation: { kind: 'delete' } })
})

test('the clock stands still for stores that nobody could look at, and runs on for those seen since', async () => {
  const unseen = await placeStore(db.database)
  const seen = await placeStore(db.database)
  await seenAgo(unseen, 30_000)
  await seenAgo(seen, 2_000)
  await resume(db.database, { holder: 'mine', outageMs: 20_000 })
  expect(await observed(unseen)).toBeNull()
  expect(await observed(seen)).toEqual(expect.any(Number))
})
