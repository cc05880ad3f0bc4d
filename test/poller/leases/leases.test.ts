// Leases on a real database file: who may claim, who may write, and what a late holder changes (nothing).
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { claim, finish, keepLeases, markProgress, nextDueInMs, release } from '../../../poller/leases/index.ts'
import { systemClock } from '../../../shared/clock.ts'
import { createStore, getStore, localCaller, requestDeletion, type Store } from '../../../shared/stores/index.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { eventually } from '../../support/eventually.ts'
import { quietLog } from '../../support/quiet-log.ts'

let db: TestDatabase
let serial = 0
beforeAll(async () => {
  db = await makeDatabase()
})
afterAll(() => db.remove())
beforeEach(() => db.database.write([{ sql: 'DELETE FROM events' }, { sql: 'DELETE FROM stores' }]))

const all = { install: 4, uninstall: 4, check: 100 }
const ttlMs = 60_000

function create(owner = 'default'): Promise<Store> {
  return createStore(db.database, {
    name: `shop-${++serial}`,
    engine: 'woocommerce',
    caller: { owner, everything: false },
    requestId: null,
  })
}
const claimAs = (holder: string, free = all) => claim(db.database, { holder, ttlMs, free })
const expire = (id: string) =>
  db.database.write([{ sql: 'UPDATE stores SET lease_expires_at = 1 WHERE id = ?', args: [id] }])
const read = (id: string) => getStore(db.database, id, localCaller)

test('a due store is claimed by exactly one of two pollers', async () => {
  const { id } = await create()
  const [first, second] = [await claimAs('a'), await claimAs('b')]
  expect(first.map((store) => store.id)).toEqual([id])
  expect(second).toEqual([])
})

test('twenty pollers on connections of their own claim each of forty stores exactly once', async () => {
  const wanted = await Promise.all(Array.from({ length: 40 }, () => create()))
  const claims = await Promise.all(
    Array.from({ length: 20 }, async (_, n) =>
      claim(db.another(), { holder: `p${n}`, ttlMs, free: { ...all, install: 3 } }),
    ),
  )
  const ids = claims.flat().map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBe(wanted.length)
})

test('owners take turns: one with many stores does not keep another waiting', async () => {
  for (let n = 0; n < 10; n++) await create('many')
  const { id } = await create('few')
  const claimed = await claimAs('a', { ...all, install: 2 })
  expect(claimed.map((store) => store.owner).sort()).toEqual(['few', 'many'])
  expect(claimed.map((store) => store.id)).toContain(id)
})

test('no more stores are claimed than slots are free, and each lane has slots of its own', async () => {
  for (let n = 0; n < 6; n++) await create()
  const gone = await create()
  await requestDeletion(db.database, { id: gone.id, caller: localCaller, requestId: null })
  const claimed = await claimAs('a', { install: 2, uninstall: 1, check: 0 })
  expect(claimed.filter(({ status }) => status === 'PROVISIONING')).toHaveLength(2)
  expect(claimed.filter(({ status }) => status === 'DELETING')).toHaveLength(1)
})

test('a claim does not move updated_at', async () => {
  const { id, updatedAt } = await create()
  await claimAs('a')
  expect((await read(id)).updatedAt).toBe(updatedAt)
})

test('an expired lease is claimed by another, and counts as expired', async () => {
  const { id } = await create()
  await claimAs('a')
  await expire(id)
  const [store] = await claimAs('b')
  expect(store).toMatchObject({ id, leaseToken: 2, expiredLeases: 1 })
})

test('a late result of a holder that lost its lease changes nothing', async () => {
  const { id } = await create()
  const [late] = await claimAs('a')
  await expire(id)
  await claimAs('b')
  const before = await read(id)
  const events = [{ kind: 'note' as const, message: 'late' }]
  expect(
    await finish(db.database, { store: late as Store, change: { step: 'volumes', dueInMs: 0 }, events }),
  ).toBeUndefined()
  expect(await markProgress(db.database, { store: late as Store, change: { progressMessage: 'late' } })).toBeUndefined()
  await release(db.database, [late as Store])
  expect(await read(id)).toEqual(before)
  expect(await db.database.query(`SELECT 1 FROM events WHERE message = 'late'`)).toEqual([])
})

test('a result that comes after DELETE changes nothing, and the store stays DELETING', async () => {
  const { id } = await create()
  const [store] = await claimAs('a')
  await requestDeletion(db.database, { id, caller: localCaller, requestId: null })
  expect(await finish(db.database, { store: store as Store, change: { step: 'volumes', dueInMs: 0 } })).toBeUndefined()
  expect((await read(id)).status).toBe('DELETING')
})

test('finishing gives the lease back, writes its events and forgets expired leases', async () => {
  const { id } = await create()
  await claimAs('a')
  await expire(id)
  const [store] = await claimAs('b')
  await finish(db.database, {
    store: store as Store,
    change: { step: 'volumes', progressMessage: 'Waiting', dueInMs: 60_000 },
    events: [{ kind: 'note', message: 'seen' }],
  })
  expect(await read(id)).toMatchObject({ step: 'volumes', expiredLeases: 0, leaseExpiresAt: null })
  expect(await db.database.query('SELECT kind, step, message FROM events ORDER BY id')).toMatchObject([
    { kind: 'transition' },
    { kind: 'note', message: 'seen' },
    { kind: 'step', step: 'queued' },
    { kind: 'step', step: 'namespace' },
    { kind: 'step', step: 'release' },
  ])
  expect(await claimAs('c')).toEqual([])
})

test('marking progress keeps the lease and its count of expired ones', async () => {
  const { id } = await create()
  await claimAs('a')
  await expire(id)
  const [store] = await claimAs('b')
  await markProgress(db.database, { store: store as Store, change: { step: 'release' } })
  expect(await read(id)).toMatchObject({ step: 'release', expiredLeases: 1 })
  expect(await claimAs('c')).toEqual([])
})

test('a removal whose holders died five times moves its own next turn away', async () => {
  const { id } = await create()
  await requestDeletion(db.database, { id, caller: localCaller, requestId: null })
  await db.database.write([
    { sql: `UPDATE stores SET expired_leases = 4, lease_holder = 'x', lease_expires_at = 1 WHERE id = ?`, args: [id] },
  ])
  const [store] = await claimAs('a')
  expect(store?.expiredLeases).toBe(5)
  expect((store?.dueAt ?? 0) - (store?.leaseExpiresAt ?? 0)).toBeGreaterThanOrEqual(60_000)
})

test('a released store is due at once, and an outage becomes its progress', async () => {
  const { id } = await create()
  const stores = await claimAs('a')
  await release(db.database, stores, 'Waiting for the cluster: gone')
  expect(await read(id)).toMatchObject({ progressMessage: 'Waiting for the cluster: gone', lastObservedAt: null })
  expect(await nextDueInMs(db.database)).toBeLessThanOrEqual(0)
  expect(await claimAs('b')).toHaveLength(1)
})

test('the claim finds its rows by the index of due ones', async () => {
  const plan = await db.database.query<{ detail: string }>(
    `EXPLAIN QUERY PLAN SELECT id FROM stores WHERE lane = 'install' AND owner = 'default' AND due_at <= 5 ORDER BY due_at LIMIT 4`,
  )
  expect(plan.map(({ detail }) => detail).join()).toContain('stores_due (lane=? AND owner=? AND due_at<?)')
})

test('a held lease is renewed before it runs out, and its holder keeps trusting it', async () => {
  const { id } = await create()
  const options = { database: db.database, holder: 'a', ttlMs: 600, clock: systemClock, log: quietLog }
  const keeper = keepLeases(options)
  const sentAtMs = systemClock.monotonicMs()
  const [store] = await claim(db.database, { holder: 'a', ttlMs: 600, free: all })
  const lease = keeper.hold(store as Store, sentAtMs)
  const first = store?.leaseExpiresAt ?? 0
  await eventually(async () => ((await read(id)).leaseExpiresAt ?? 0) > first + 600, { what: 'two renewals' })
  expect(lease.signal.aborted).toBe(false)
  keeper.drop(lease)
  keeper.close()
})

test('a holder whose store is deleted meanwhile is told within two seconds', async () => {
  const { id } = await create()
  const keeper = keepLeases({ database: db.database, holder: 'a', ttlMs, clock: systemClock, log: quietLog })
  const [store] = await claimAs('a')
  const lease = keeper.hold(store as Store, systemClock.monotonicMs())
  await requestDeletion(db.database, { id, caller: localCaller, requestId: null })
  await eventually(() => lease.signal.aborted, { deadlineMs: 2_000, what: 'the signal' })
  expect(lease.signal.reason).toBe('the store is DELETING now')
  keeper.close()
})

test('a holder stops trusting a lease that it could not renew before it expires', async () => {
  await create()
  const broken = { ...db.another(), write: async () => Promise.reject(new Error('away')) }
  const keeper = keepLeases({ database: broken, holder: 'a', ttlMs: 600, clock: systemClock, log: quietLog })
  const sentAtMs = systemClock.monotonicMs()
  const [store] = await claim(db.database, { holder: 'a', ttlMs: 600, free: all })
  const lease = keeper.hold(store as Store, sentAtMs)
  await eventually(() => lease.signal.aborted, { deadlineMs: 900, what: 'the end of trust' })
  keeper.close()
})
