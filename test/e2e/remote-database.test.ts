// The same statements on a real libSQL server: migrate, create, claim, finish, and a store's whole life over it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claim, finish } from '../../poller/leases/index.ts'
import { systemClock } from '../../shared/clock.ts'
import type { Database } from '../../shared/database/database.ts'
import { migrate } from '../../shared/database/migrate.ts'
import { openDatabase } from '../../shared/database/open-database.ts'
import {
  createStore,
  getStore,
  listEvents,
  localCaller,
  requestDeletion,
  type Store,
} from '../../shared/stores/index.ts'
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
const claimAll = (holder: string) =>
  claim(database, { holder, ttlMs: 60_000, free: { install: 4, uninstall: 4, check: 4 } })

test('several programs migrate one empty server at once, and one of them does it', async () => {
  const applied = await Promise.all([migrate(database), migrate(database), migrate(database)])
  expect(applied.flat()).toEqual([1])
})

test('create, claim and finish hold on a server as on a file', async () => {
  const created = await createStore(database, wanted)
  await expect(createStore(database, wanted)).rejects.toMatchObject({
    code: 'name_taken',
    details: { store_id: created.id },
  })
  const [store] = await claimAll('a')
  expect(store).toMatchObject({ id: created.id, leaseToken: 1 })
  expect(await claimAll('b')).toEqual([])
  const change = { step: 'volumes', progressMessage: 'Waiting', dueInMs: 60_000 } as const
  expect(
    await finish(database, { store: store as Store, change, events: [{ kind: 'note', message: 'seen' }] }),
  ).toBeDefined()
  expect(await finish(database, { store: { ...(store as Store), leaseToken: 9 }, change })).toBeUndefined()
  const kinds = (await listEvents(database, { caller: localCaller, storeId: created.id, after: 0, limit: 10 })).map(
    ({ kind }) => kind,
  )
  expect(kinds).toEqual(['transition', 'note', 'step', 'step', 'step'])
  await requestDeletion(database, { id: created.id, caller: localCaller, requestId: null })
  expect((await getStore(database, created.id, localCaller)).status).toBe('DELETING')
  await expect(
    database.write([{ sql: `UPDATE stores SET status = 'READY' WHERE id = ?`, args: [created.id] }]),
  ).rejects.toMatchObject({ kind: 'constraint' })
  await database.write([
    {
      sql: `UPDATE stores SET status = 'DELETED', step = NULL, due_at = NULL, deleted_at = 1 WHERE id = ?`,
      args: [created.id],
    },
  ])
})

test('functions and poller take a store from POST to DELETED over a server', async () => {
  let stack: Stack | undefined
  try {
    stack = await startStack({ settings: { DATABASE_URL: sqld.url } })
    stack.startPoller()
    const { id } = await stack.create('over-http')
    await stack.until(id, 'READY')
    await stack.call('DELETE', `/api/v1/stores/${id}`)
    await stack.until(id, 'DELETED')
  } finally {
    await stack?.stop()
  }
})
