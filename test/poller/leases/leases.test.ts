// Leases on a real database file: who may claim, who may write, and what a late holder changes (nothing).
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { claim, finish, markProgress, nextRequeueAfterMs, release } from '../../../poller/leases/index.ts'
import { getOperation, kindTraits, queueOf } from '../../../shared/operations/index.ts'
import { ownWords, text } from '../../../shared/safe-text.ts'
import { type BusyStore, getStore, localCaller, requestDeletion, type Store } from '../../../shared/stores/index.ts'
import { toReady, toWaiting } from '../../../shared/stores/patches.ts'
import { clearStores } from '../../support/clear-stores.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { leaseStore, moveStore, placeStore, setRow } from '../../support/place-store.ts'
import { served } from '../ticking.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await makeDatabase()
})
afterAll(() => db.remove())
beforeEach(() => clearStores(db.database))

const all = { helm_install: 4, helm_remove: 4, check: 100 }
const ttlMs = 60_000

const create = (owner = 'default') => placeStore(db.database, { owner })
const claimAs = (holder: string, free = all) => claim(db.database, { holder, ttlMs, free, served })
const expire = (id: string) => setRow(db.database, id, { store: { lease_expires_at: 1 } })
const read = (id: string) => getStore(db.database, id, localCaller)
const remove = (id: string) => requestDeletion(db.database, { id, caller: localCaller, requestId: null })
const waiting = toWaiting({ step: 'volumes', message: text`Waiting`, requeueAfterMs: 60_000 })

async function claimOne(holder: string): Promise<BusyStore> {
  const [store] = await claimAs(holder)
  if (store === undefined) throw new Error('nothing was due')
  return store
}

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
      claim(db.another(), { holder: `p${n}`, ttlMs, free: { ...all, helm_install: 3 }, served }),
    ),
  )
  const ids = claims.flat().map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBe(wanted.length)
})

test('owners take turns: one with many stores does not keep another waiting', async () => {
  for (let n = 0; n < 10; n++) await create('many')
  const { id } = await create('few')
  const claimed = await claimAs('a', { ...all, helm_install: 2 })
  expect(claimed.map((store) => store.owner).sort()).toEqual(['few', 'many'])
  expect(claimed.map((store) => store.id)).toContain(id)
})

test('no more stores are claimed than slots are free, and each queue has slots of its own', async () => {
  for (let n = 0; n < 6; n++) await create()
  await placeStore(db.database, { status: 'DELETING' })
  await placeStore(db.database, { step: 'web' })
  const claimed = await claimAs('a', { helm_install: 2, helm_remove: 1, check: 0 })
  expect(claimed.filter(({ status }) => status === 'PROVISIONING')).toHaveLength(2)
  expect(claimed.filter(({ status }) => status === 'DELETING')).toHaveLength(1)
})

test('what another cluster serves, and what this version does not know, is claimed by others and is not due here', async () => {
  const { id } = await create()
  const others = [
    { ...served, cluster: 'elsewhere' },
    { ...served, kinds: ['delete', 'upgrade'] },
    { ...served, engines: ['medusa'] },
  ]
  for (const other of others) {
    expect(await claim(db.database, { holder: 'a', ttlMs, free: all, served: other })).toEqual([])
    expect(await nextRequeueAfterMs(db.database, other)).toBeUndefined()
  }
  expect(await nextRequeueAfterMs(db.database, served)).toBeLessThanOrEqual(0)
  expect((await claimOne('a')).id).toBe(id)
})

test('a store that nobody here knows does not take the place of one that is known', async () => {
  const unknown = await placeStore(db.database, { engine: 'medusa', store: { due_at: 1 } })
  const { id } = await create()
  const [store] = await claim(db.database, {
    holder: 'a',
    ttlMs,
    free: { ...all, helm_install: 1 },
    served: { ...served, engines: ['woocommerce'] },
  })
  expect(store?.id).toBe(id)
  expect((await read(unknown.id)).leaseExpiresAt).toBeNull()
})

test('a claim does not move updated_at, and begins the operation', async () => {
  const { id, updatedAt } = await create()
  const store = await claimOne('a')
  expect(store.operation).toMatchObject({ state: 'running', startedAt: expect.any(Number) })
  expect((await read(id)).updatedAt).toBe(updatedAt)
})

test('an expired lease is claimed by another, and counts as expired', async () => {
  const { id } = await create()
  await claimAs('a')
  await expire(id)
  expect(await claimOne('b')).toMatchObject({ id, leaseToken: 2, expiredLeases: 1 })
})

test('a late result of a holder that lost its lease changes nothing', async () => {
  const { id } = await create()
  const late = await claimOne('a')
  await expire(id)
  await claimAs('b')
  const before = await read(id)
  const events = [{ kind: 'note' as const, message: text`late` }]
  expect(await finish(db.database, { store: late, patch: waiting, events })).toBe(false)
  expect(
    await markProgress(db.database, { store: late, patch: { operation: { message: text`late` } } }),
  ).toBeUndefined()
  await release(db.database, [late], text`late`)
  expect(await read(id)).toEqual(before)
  expect(await db.database.query(`SELECT 1 FROM events WHERE message = 'late'`)).toEqual([])
})

test('a result that comes after DELETE changes nothing, and the store stays DELETING', async () => {
  const { id } = await create()
  const store = await claimOne('a')
  const { operation } = await remove(id)
  expect(await finish(db.database, { store, patch: waiting })).toBe(false)
  expect(await read(id)).toMatchObject({ status: 'DELETING', operation: { id: operation?.id, step: 'uninstall' } })
  expect(await getOperation(db.database, store.operation.id, localCaller)).toMatchObject({
    state: 'cancelled',
    step: 'queued',
  })
})

test('a deletion waits for the lease of the work that it cancelled, and begins once that is released', async () => {
  const { id } = await create()
  const store = await claimOne('a')
  await remove(id)
  expect(await claimAs('b')).toEqual([])
  expect((await read(id)).operation).toMatchObject({ state: 'queued', startedAt: null })
  await release(db.database, [store])
  expect(await claimOne('b')).toMatchObject({ id, operation: { kind: 'delete', state: 'running' } })
})

const everyStep = (['create', 'retry'] as const).flatMap((kind) =>
  kindTraits[kind].steps.map(({ name }) => [kind, name] as const),
)

test.each(everyStep)(
  'a %s that is deleted at the step %s keeps its lease, and its holder writes nothing more',
  async (kind, step) => {
    const { id } = await placeStore(db.database, { engine: 'medusa' })
    if (kind === 'retry')
      for (const status of ['FAILED', 'PROVISIONING'] as const) await moveStore(db.database, id, status)
    await setRow(db.database, id, { step })
    const store = await claimOne('a')
    const { operation } = await remove(id)
    const written = [
      await finish(db.database, { store, patch: toReady({ helmRevision: 1, appliedRelease: null }) }),
      await markProgress(db.database, { store, patch: waiting }),
    ]
    expect(written).toEqual([false, undefined])
    expect(await claimAs('b')).toEqual([])
    await release(db.database, [store], text`Waiting for the cluster: gone`)
    expect(await claimOne('b')).toMatchObject({
      operation: { id: operation?.id, step: 'uninstall', message: 'Queued' },
    })
  },
)

test('a deletion that waits for a lease of the same poller is not said to run when that poller claims another store', async () => {
  const { id } = await create()
  await claimOne('a')
  await remove(id)
  await create()
  expect(await claimAs('a')).toHaveLength(1)
  expect((await read(id)).operation).toMatchObject({ kind: 'delete', state: 'queued', startedAt: null })
})

test('finishing releases the lease, writes its events and forgets expired leases', async () => {
  const { id } = await create()
  await claimAs('a')
  await expire(id)
  const store = await claimOne('b')
  expect(await finish(db.database, { store, patch: waiting, events: [{ kind: 'note', message: text`seen` }] })).toBe(
    true,
  )
  expect(await read(id)).toMatchObject({
    expiredLeases: 0,
    leaseExpiresAt: null,
    queue: queueOf('create', 'volumes'),
    operation: { step: 'volumes', message: 'Waiting' },
  })
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
  const store = await claimOne('b')
  await markProgress(db.database, { store, patch: { operation: { step: 'release' } } })
  expect(await read(id)).toMatchObject({ operation: { step: 'release' }, expiredLeases: 1 })
  expect(await claimAs('c')).toEqual([])
})

test('marking progress returns the store as its row is then, with the time of the change', async () => {
  const { id } = await create()
  const { operation, ...store } = await claimOne('a')
  const observed = { ...store, operation: { ...operation, observedMs: 4_321, lastObservedAt: 77 } }
  await setRow(db.database, id, { store: { updated_at: 1 } })
  const patch = { store: { keyId: 'k' }, operation: { step: 'release' as const, message: text`Helm is installing` } }
  const marked = (await markProgress(db.database, { store: observed, patch })) as Store
  expect(marked).toEqual(await read(id))
  expect(marked.updatedAt).toBeGreaterThan(1)
  expect(marked.operation).toMatchObject({ observedMs: 4_321, lastObservedAt: 77 })
})

test('updated_at moves with a message that changed since progress was marked, although the row began with the same', async () => {
  const { id } = await create()
  const message = ownWords('Waiting for the cluster: Helm install: EOF')
  await setRow(db.database, id, { operation: { message } })
  const store = await claimOne('a')
  const marked = await markProgress(db.database, { store, patch: { operation: { message: text`Helm is installing` } } })
  await setRow(db.database, id, { store: { updated_at: 1 } })
  await finish(db.database, { store: marked as BusyStore, patch: { operation: { message } } })
  expect((await read(id)).updatedAt).toBeGreaterThan(1)
})

test('a removal whose holders died five times moves its own next turn away', async () => {
  const { id } = await placeStore(db.database, { status: 'DELETING', store: { expired_leases: 4 } })
  await leaseStore(db.database, id, { inMs: -1 })
  const store = await claimOne('a')
  expect(store.expiredLeases).toBe(5)
  expect((store.dueAt ?? 0) - (store.leaseExpiresAt ?? 0)).toBeGreaterThanOrEqual(60_000)
})

test('a released store is due at once, and an outage becomes its progress', async () => {
  const { id } = await create()
  const stores = await claimAs('a')
  await release(db.database, stores, text`Waiting for the cluster: gone`)
  expect((await read(id)).operation).toMatchObject({
    message: 'Waiting for the cluster: gone',
    lastObservedAt: null,
  })
  expect(await nextRequeueAfterMs(db.database, served)).toBeLessThanOrEqual(0)
  expect(await claimAs('b')).toHaveLength(1)
})

test('an outage that goes on does not move updated_at again', async () => {
  const { id } = await create()
  for (let ticks = 0; ticks < 2; ticks++) {
    await release(db.database, await claimAs('a'), text`Waiting for the cluster: gone`)
    await setRow(db.database, id, { store: { updated_at: ticks === 0 ? 1 : (await read(id)).updatedAt } })
  }
  expect((await read(id)).updatedAt).toBe(1)
})
