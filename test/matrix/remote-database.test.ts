// The same statements on a real libSQL server: migrate, create, claim, finish, and a store's whole life over it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claim, finish } from '../../poller/leases/index.ts'
import { systemClock } from '../../shared/clock.ts'
import type { Database } from '../../shared/database/database.ts'
import { migrate } from '../../shared/database/migrate.ts'
import { openDatabase } from '../../shared/database/open-database.ts'
import { engines } from '../../shared/engines/index.ts'
import { listOperations, operationKinds } from '../../shared/operations/index.ts'
import { ownWords } from '../../shared/safe-text.ts'
import {
  createStore,
  getStore,
  idempotencyKey,
  listEvents,
  localCaller,
  requestDeletion,
} from '../../shared/stores/index.ts'
import { toWaiting } from '../../shared/stores/patches.ts'
import { moveStore } from '../support/place-store.ts'
import { type Sqld, startSqld } from '../support/sqld.ts'
import { type Stack, startStack } from '../support/stack.ts'

let sqld: Sqld
let database: Database
beforeAll(async () => {
  sqld = await startSqld()
  database = await openDatabase({
    address: { kind: 'remote', url: sqld.url },
    authToken: undefined,
    synchronous: 'FULL',
    clock: systemClock,
  })
}, 60_000)
afterAll(async () => {
  database.close()
  await sqld.stop()
})

const wanted = { name: 'remote', engine: 'woocommerce', caller: localCaller, requestId: null } as const
const served = { cluster: 'default', kinds: operationKinds, engines }
const claimAll = (holder: string) =>
  claim(database, { holder, ttlMs: 60_000, free: { helm_install: 4, helm_remove: 4, check: 4 }, served })

test('several programs migrate one empty server at once, and one of them does it', async () => {
  const applied = await Promise.all([migrate(database), migrate(database), migrate(database)])
  expect(applied.flat()).toEqual([1])
})

test('create, claim, finish and delete hold on a server as on a file', async () => {
  const created = await createStore(database, wanted)
  await expect(createStore(database, wanted)).rejects.toMatchObject({
    code: 'name_taken',
    details: { store_id: created.id },
  })
  const [store] = await claimAll('a')
  if (store === undefined) throw new Error('nothing was due')
  expect(store).toMatchObject({ id: created.id, leaseToken: 1, operation: { kind: 'create', state: 'running' } })
  expect(await claimAll('b')).toEqual([])
  const patch = toWaiting({ step: 'volumes', message: ownWords('Waiting'), requeueAfterMs: 60_000 })
  const events = [{ kind: 'note' as const, message: ownWords('seen') }]
  expect(await finish(database, { store, patch, events })).toBe(true)
  expect(await finish(database, { store: { ...store, leaseToken: 9 }, patch })).toBe(false)
  const timeline = await listEvents(database, { caller: localCaller, storeId: created.id, after: 0, limit: 10 })
  expect(timeline.map(({ kind }) => kind)).toEqual(['transition', 'note', 'step', 'step', 'step'])
  await requestDeletion(database, { id: created.id, caller: localCaller, requestId: null })
  expect(await getStore(database, created.id, localCaller)).toMatchObject({
    status: 'DELETING',
    operation: { kind: 'delete' },
  })
  await expect(
    database.write([{ sql: "UPDATE stores SET status = 'READY' WHERE id = :id", args: { id: created.id } }]),
  ).rejects.toMatchObject({ kind: 'constraint' })
  await moveStore(database, created.id, 'DELETED')
  const { operations } = await listOperations(database, { storeId: created.id, limit: 10, after: null })
  expect(operations.map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
    'create cancelled',
    'delete succeeded',
  ])
})

test('a request with an Idempotency-Key is carried out once on a server too', async () => {
  const idempotency = idempotencyKey('default', 'remote-key', ['remote-once'])
  const once = () => createStore(database, { ...wanted, name: 'remote-once', idempotency })
  const answers = await Promise.all([once(), once(), once()])
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
  await moveStore(database, answers[0]?.id ?? '', 'DELETED')
})

test('functions and poller take a store from POST to DELETED over a server', async () => {
  let stack: Stack | undefined
  try {
    stack = await startStack({ settings: { DATABASE_URL: sqld.url } })
    stack.startPoller()
    const { id } = await stack.create('over-http')
    await stack.until(id, 'READY', 60_000)
    await stack.call('DELETE', `/api/v1/stores/${id}`)
    await stack.until(id, 'DELETED', 60_000)
  } finally {
    await stack?.stop()
  }
})
