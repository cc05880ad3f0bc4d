// How long a holder trusts its leases: while it renews them, when the database does not answer, when the operation is
// cancelled under it, and when the poller stops.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { claim, finish, keepLeases, type Lease, type LeaseKeeper } from '../../../poller/leases/index.ts'
import { systemClock } from '../../../shared/clock.ts'
import { bindRedactor } from '../../../shared/credentials.ts'
import type { Database } from '../../../shared/database/database.ts'
import { cancelOperation } from '../../../shared/operations/index.ts'
import { text } from '../../../shared/safe-text.ts'
import { type BusyStore, getStore, localCaller, requestDeletion } from '../../../shared/stores/index.ts'
import { toWaiting } from '../../../shared/stores/patches.ts'
import { clearStores } from '../../support/clear-stores.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { eventually } from '../../support/eventually.ts'
import { placeStore, setRow } from '../../support/place-store.ts'
import { quietLog } from '../../support/quiet-log.ts'
import { served } from '../ticking.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await makeDatabase()
})
afterAll(() => db.remove())
const keepers: LeaseKeeper[] = []
beforeEach(() => {
  for (const keeper of keepers.splice(0)) keeper.close()
  return clearStores(db.database)
})

type Keeping = { ttlMs?: number; graceMs?: number; database?: Database }

function keep({ ttlMs = 60_000, graceMs = 0, database = db.database }: Keeping = {}): LeaseKeeper {
  const redactorOf = (store: BusyStore) => bindRedactor(store, [])
  const keeper = keepLeases({ database, holder: 'a', ttlMs, graceMs, redactorOf, clock: systemClock, log: quietLog })
  keepers.push(keeper)
  return keeper
}

async function claimOne(ttlMs = 60_000) {
  const sentAtMs = systemClock.monotonicMs()
  const free = { helm_install: 1, helm_remove: 1, check: 1 }
  const [store] = await claim(db.database, { holder: 'a', ttlMs, free, served })
  if (store === undefined) throw new Error('nothing was due')
  return { store, sentAtMs }
}

const aborted = ({ signal }: Lease) =>
  new Promise<number>((resolve) => signal.addEventListener('abort', () => resolve(systemClock.monotonicMs())))
const read = (id: string) => getStore(db.database, id, localCaller)

test.each([
  ['refuses', () => Promise.reject(new Error('away'))],
  ['never answers', () => new Promise<never>(() => undefined)],
])(
  'while the database %s trust ends early enough for a Helm to take its whole grace within the lease',
  async (_, answer) => {
    await placeStore(db.database)
    const ttlMs = 1_000
    const { store, sentAtMs } = await claimOne(ttlMs)
    const keeper = keep({ database: { ...db.database, write: answer, query: answer }, ttlMs, graceMs: 300 })
    const atMs = await aborted(keeper.hold(store, sentAtMs))
    expect(atMs - sentAtMs).toBeGreaterThanOrEqual(ttlMs * 0.9 - 300)
    expect(atMs - sentAtMs + 300).toBeLessThan(ttlMs)
  },
)

test('a lease that comes in after the poller was told to stop is not worked on', async () => {
  await placeStore(db.database)
  const keeper = keep()
  keeper.abortAll('the poller stops')
  const { store, sentAtMs } = await claimOne()
  expect(keeper.hold(store, sentAtMs).signal.reason).toBe('the poller stops')
})

test('a held lease is renewed before it runs out, and its holder keeps trusting it', async () => {
  const { id } = await placeStore(db.database)
  const keeper = keep({ ttlMs: 600 })
  const { store, sentAtMs } = await claimOne(600)
  const lease = keeper.hold(store, sentAtMs)
  const first = store.leaseExpiresAt ?? 0
  await eventually(async () => ((await read(id)).leaseExpiresAt ?? 0) > first + 600, { what: 'two renewals' })
  expect(lease.signal.aborted).toBe(false)
  keeper.drop(lease)
})

test.each([
  [
    'deleted',
    'create',
    ({ id }: BusyStore) => requestDeletion(db.database, { id, caller: localCaller, requestId: null }),
  ],
  [
    'cancelled',
    'create',
    ({ operation: { id } }: BusyStore) => cancelOperation(db.database, { id, caller: localCaller }),
  ],
])('a holder whose store is %s meanwhile is told within two seconds', async (_, kind, request) => {
  await placeStore(db.database)
  const { store, sentAtMs } = await claimOne()
  const lease = keep().hold(store, sentAtMs)
  await request(store)
  await eventually(() => lease.signal.aborted, { deadlineMs: 2_000, what: 'the signal' })
  expect(lease.signal.reason).toBe(`the operation ${kind} was cancelled`)
})

test('a holder stops trusting a lease that it could not renew before it expires', async () => {
  await placeStore(db.database)
  const broken = { ...db.another(), write: async () => Promise.reject(new Error('away')) }
  const keeper = keep({ database: broken, ttlMs: 600 })
  const { store, sentAtMs } = await claimOne(600)
  const lease = keeper.hold(store, sentAtMs)
  await eventually(() => lease.signal.aborted, { deadlineMs: 900, what: 'the end of trust' })
})

test('a store that the same poller claims again ends what it still did under the lease before', async () => {
  const { id } = await placeStore(db.database)
  const keeper = keep()
  const first = await claimOne()
  const before = keeper.hold(first.store, first.sentAtMs)
  await setRow(db.database, id, { store: { lease_expires_at: 1 } })
  const second = await claimOne()
  const lease = keeper.hold(second.store, second.sentAtMs)
  expect(before.signal.reason).toBe('the lease expired')
  expect(lease.signal.aborted).toBe(false)
})

test('an answer from before a claim says nothing about its lease', async () => {
  const { id } = await placeStore(db.database)
  const { store, sentAtMs } = await claimOne()
  let answered = 0
  const stale = await db.database.query('SELECT id, lease_token, operation_id FROM stores')
  const query = async () => {
    answered++
    return stale as never
  }
  const keeper = keep({ database: { ...db.database, query } })
  await finish(db.database, { store, patch: toWaiting({ message: text`Waiting`, requeueAfterMs: 0 }) })
  await requestDeletion(db.database, { id, caller: localCaller, requestId: null })
  const lease = keeper.hold((await claimOne()).store, sentAtMs)
  await eventually(() => answered > 1)
  expect(lease.signal.aborted).toBe(false)
})
