// Random interleavings of everything that may happen to leased stores, on a real file, against a model in memory.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claim, finish, markProgress, release, type StoreChange } from '../../../poller/leases/index.ts'
import {
  createStore,
  isLegal,
  listEvents,
  localCaller,
  requestDeletion,
  requestRetry,
  type Status,
  type Store,
} from '../../../shared/stores/index.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await makeDatabase()
})
afterAll(() => db.remove())

const holders = ['a', 'b', 'c'] as const
const results = ['wait', 'ready', 'failed', 'deleted'] as const

type Operation =
  | { do: 'create' | 'claim' | 'expire' | 'forget' | 'delete' | 'retry'; who: number; which: number }
  | { do: 'finish' | 'mark' | 'release'; who: number; which: number; result: (typeof results)[number] }

const operation: fc.Arbitrary<Operation> = fc.record({
  do: fc.constantFrom(
    'create',
    'claim',
    'claim',
    'expire',
    'forget',
    'delete',
    'retry',
    'finish',
    'finish',
    'mark',
    'release',
  ),
  who: fc.nat({ max: holders.length - 1 }),
  which: fc.nat({ max: 3 }),
  result: fc.constantFrom(...results),
})

/** What a store is, and who holds the only lease with which it may be written. */
type Modelled = {
  id: string
  status: Status
  lease: { holder: string; token: number } | null
  expired: boolean
  tokens: number
}
type World = { stores: Modelled[]; held: { holder: string; store: Store }[]; serial: number }

const changes: Record<(typeof results)[number], StoreChange> = {
  wait: { progressMessage: 'waiting', dueInMs: 0 },
  ready: { status: 'READY', step: null, dueInMs: null, health: 'healthy', url: 'http://x' },
  failed: { status: 'FAILED', step: null, dueInMs: null, failureCode: 'crash_loop', failureReason: 'Pods not ready' },
  deleted: { status: 'DELETED', step: null, dueInMs: null },
}

test('never two holders that may both write, never a row that nobody can claim, never an illegal transition', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 10, maxLength: 60 }), async (operations) => {
      await db.database.write([{ sql: 'DELETE FROM events' }, { sql: 'DELETE FROM stores' }])
      const world: World = { stores: [], held: [], serial: 0 }
      for (const one of operations) await perform(one, world)
      await expectAllClaimable(world)
      for (const { id } of world.stores) await expectLegalHistory(id)
    }),
    { numRuns: 200, seed: 20261124, endOnFailure: true },
  )
}, 60_000)

async function perform(one: Operation, world: World): Promise<void> {
  const holder = holders[one.who] as string
  const modelled = world.stores[one.which]
  switch (one.do) {
    case 'create':
      return create(world)
    case 'claim':
      return claimAll(holder, world)
    case 'expire':
      return modelled && expire(modelled)
    case 'forget':
      world.held = world.held.filter((held) => held.holder !== holder)
      return
    case 'delete':
      return modelled && remove(modelled)
    case 'retry':
      return modelled && retry(modelled)
    case 'finish':
    case 'mark':
    case 'release':
      return write(one, world)
    default:
      return one satisfies never
  }
}

async function create(world: World): Promise<void> {
  if (world.stores.length > 3) return
  const name = `s-${++world.serial}`
  const { id } = await createStore(db.database, { name, engine: 'medusa', caller: localCaller, requestId: null })
  world.stores.push({ id, status: 'PROVISIONING', lease: null, expired: false, tokens: 0 })
}

const everySlot = { install: 9, uninstall: 9, check: 9 }
const settled = (status: Status) => status === 'READY' || status === 'FAILED' || status === 'DELETED'
const claimable = ({ status, lease, expired }: Modelled) => !settled(status) && (lease === null || expired)

async function claimAll(holder: string, world: World): Promise<void> {
  const claimed = await claim(db.database, { holder, ttlMs: 600_000, free: everySlot })
  const wanted = world.stores.filter(claimable)
  expect(claimed.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort())
  for (const modelled of wanted) {
    modelled.tokens++
    modelled.lease = { holder, token: modelled.tokens }
    modelled.expired = false
  }
  world.held.push(...claimed.map((store) => ({ holder, store })))
}

async function expire(modelled: Modelled): Promise<void> {
  if (modelled.lease === null) return
  modelled.expired = true
  await db.database.write([{ sql: 'UPDATE stores SET lease_expires_at = 1 WHERE id = ?', args: [modelled.id] }])
}

async function remove(modelled: Modelled): Promise<void> {
  const { status } = await requestDeletion(db.database, { id: modelled.id, caller: localCaller, requestId: null })
  if (modelled.status !== 'DELETED') modelled.status = 'DELETING'
  expect(status).toBe(modelled.status)
}

async function retry(modelled: Modelled): Promise<void> {
  const asked = requestRetry(db.database, { id: modelled.id, caller: localCaller, requestId: null })
  if (modelled.status !== 'FAILED') return void (await expect(asked).rejects.toMatchObject({ code: 'not_failed' }))
  await asked
  modelled.status = 'PROVISIONING'
}

/** Every holder tries with every lease it ever got and has not forgotten, stale ones too. */
async function write(one: Operation & { result: (typeof results)[number] }, world: World): Promise<void> {
  const mine = world.held.filter(({ holder }) => holder === holders[one.who])
  const tried = mine[one.which % Math.max(mine.length, 1)]
  if (tried === undefined) return
  const { store } = tried
  const modelled = world.stores.find(({ id }) => id === store.id) as Modelled
  const current = modelled.lease?.token === store.leaseToken
  if (one.do === 'release') {
    await release(db.database, [store])
    if (current) modelled.lease = null
    return
  }
  const change = one.do === 'mark' ? { progressMessage: 'marked' } : changes[one.result]
  if (change.status !== undefined && !isLegal(store.status, change.status)) return
  const written = await (one.do === 'mark' ? markProgress : finish)(db.database, { store, change })
  expect(written !== undefined).toBe(current && modelled.status === store.status)
  if (written === undefined) return
  if (one.do === 'finish') modelled.lease = null
  if (change.status !== undefined) modelled.status = change.status
}

async function expectAllClaimable(world: World): Promise<void> {
  await db.database.write([{ sql: 'UPDATE stores SET lease_expires_at = 1 WHERE lease_holder IS NOT NULL' }])
  const claimed = await claim(db.database, { holder: 'last', ttlMs: 600_000, free: everySlot })
  expect(claimed.map(({ id }) => id).sort()).toEqual(
    world.stores
      .filter(({ status }) => !settled(status))
      .map(({ id }) => id)
      .sort(),
  )
}

async function expectLegalHistory(storeId: string): Promise<void> {
  const events = await listEvents(db.database, { caller: localCaller, storeId, after: 0, limit: 1_000 })
  const path = events.filter(({ kind }) => kind === 'transition')
  expect(path[0]).toMatchObject({ from: null, to: 'PROVISIONING' })
  path.slice(1).forEach(({ from, to }, index) => {
    expect(from).toBe(path[index]?.to)
    expect(isLegal(from as Status, to as Status)).toBe(true)
  })
}
