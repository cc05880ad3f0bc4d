// What reads of many stores cost: the plan of each statement as it is really sent, over 20,000 stores.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claim, nextRequeueAfterMs, resume } from '../../../poller/leases/index.ts'
import type { Binds, Database } from '../../../shared/database/database.ts'
import { engines } from '../../../shared/engines/index.ts'
import { listOperations, operationKinds } from '../../../shared/operations/index.ts'
import {
  createStore,
  listEvents,
  listStores,
  localCaller,
  readMetrics,
  readOverview,
  recordReveal,
  type Store,
} from '../../../shared/stores/index.ts'
import { listIdleStores } from '../../../shared/stores/list-idle-stores.ts'
import { readPositions } from '../../../shared/stores/read-positions.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { fillWithStores } from '../../support/many-stores.ts'

let files: TestDatabase
/** The driver leaves an explained UPDATE open, and with it the transaction of whoever writes next on the connection. */
let explaining: Database
beforeAll(async () => {
  files = await makeDatabase()
  explaining = files.another()
  await fillWithStores(files.database, 20_000)
})
afterAll(() => files.remove())

/** The plans of all statements that `action` sends. */
async function plansOf(action: (database: Database) => Promise<unknown>): Promise<string> {
  const plans: string[] = []
  const explain = async (sql: string, args: Binds = []) => {
    const steps = await explaining.query<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, args)
    plans.push(...steps.map(({ detail }) => detail))
  }
  const query: Database['query'] = async (sql, args) => {
    await explain(sql, args)
    return files.database.query(sql, args)
  }
  const write: Database['write'] = async (statements) => {
    for (const { sql, args } of statements) await explain(sql, args)
    return files.database.write(statements)
  }
  await action({ ...files.database, query, write })
  return plans.join('\n')
}

const everybody = localCaller
const big = { owner: 'big', allOwners: false, keyId: 'key_big' }
const served = { cluster: 'default', kinds: operationKinds, engines }
const after = { createdAt: 3_000, id: 'many-9000-aaaaaa' }

test.each([
  ['all stores', { caller: everybody, filter: {} }, 'stores_newest_live'],
  ['one status', { caller: everybody, filter: { status: 'READY' } }, 'stores_by_status'],
  ['DELETED ones', { caller: everybody, filter: { status: 'DELETED' } }, 'stores_by_status'],
  ['an engine', { caller: everybody, filter: { engine: 'medusa' } }, 'stores_of_engine'],
  ["an owner's", { caller: big, filter: {} }, 'stores_of_owner'],
  ["an owner's in one status", { caller: big, filter: { status: 'FAILED' } }, 'stores_of_owner_by_status'],
] as const)('a page of %s walks its index in order, from the start and from a cursor', async (_, wanted, index) => {
  for (const position of [null, after]) {
    const plan = await plansOf((database) => listStores(database, { ...wanted, limit: 100, after: position }))
    expect(plan).toMatch(new RegExp(`^(SCAN|SEARCH) stores USING INDEX ${index}\\b`))
    expect(plan).not.toContain('TEMP B-TREE')
  }
})

test.each([
  ['all', { caller: everybody, filter: {} }],
  ["an owner's", { caller: big, filter: {} }],
  ["an owner's of one status and engine", { caller: big, filter: { status: 'READY', engine: 'woocommerce' } }],
] as const)('a page of names that begin alike, of %s, reads those names alone', async (_, { caller, filter }) => {
  const wanted = { caller, filter: { ...filter, namePrefix: 'many-12345' }, limit: 100, after: null }
  const plan = await plansOf((database) => listStores(database, wanted))
  expect(plan).toMatch(/^SEARCH stores USING INDEX stores_name \(name>\? AND name<\?\)/)
})

test('walking all pages brings every store once in the total order', async () => {
  const seen: string[] = []
  let position: { createdAt: number; id: string } | null = null
  do {
    const page: Awaited<ReturnType<typeof listStores>> = await listStores(files.database, {
      caller: everybody,
      filter: {},
      limit: 500,
      after: position,
    })
    seen.push(...page.stores.map(({ id }) => id))
    position = page.next
  } while (position !== null)
  const rows = await files.database.query<{ id: string }>(
    `SELECT id FROM stores WHERE status <> 'DELETED' ORDER BY created_at DESC, id DESC`,
  )
  expect(seen).toEqual(rows.map(({ id }) => id))
})

test('the numbers for /metrics read no table of stores from end to end', async () => {
  const plan = await plansOf(readMetrics)
  expect(plan).not.toMatch(/SCAN stores(?! USING (COVERING )?INDEX stores_(provisioning_since|leased))/)
})

test.each([
  ['all owners', everybody, /stores_by_status/],
  ['one owner', big, /stores_of_owner_by_status/],
] as const)('the overview of %s reads the newest of each status in their order', async (_, caller, index) => {
  const plan = await plansOf((database) => readOverview(database, caller))
  expect(plan).toMatch(index)
  expect(plan).not.toMatch(/SCAN stores(?! USING (COVERING )?INDEX)/)
})

test.each([true, false])(
  'a look at idle stores (withFailed: %s) walks their index page by page',
  async (withFailed) => {
    for (const from of ['', after.id]) {
      const page = { cluster: 'default', engines: ['medusa'], after: from, limit: 200, withFailed }
      const plan = await plansOf((database) => listIdleStores(database, page))
      expect(plan).toMatch(/SEARCH stores USING INDEX stores_idle \(cluster=\? AND id>\?\)/)
      expect(plan).not.toMatch(/SCAN stores/)
    }
  },
)

test('when the next row is due is read from the front of what is due', async () => {
  const plan = await plansOf((database) => nextRequeueAfterMs(database, served))
  expect(plan).toMatch(/^(SCAN|SEARCH) due USING INDEX stores_due_next/)
  expect(plan).not.toContain('TEMP B-TREE')
})

test('a claim finds its owners and their stores by the index of what is due', async () => {
  const options = { holder: 'a', ttlMs: 1, free: { helm_install: 4, helm_remove: 2, check: 100 }, served }
  const plan = await plansOf((database) => claim(database, options))
  expect(plan).toMatch(/SEARCH due USING INDEX stores_due \(cluster=\? AND queue=\? AND owner=\? AND due_at<\?\)/)
  expect(plan).toMatch(/SEARCH stores USING INDEX stores_leased/)
  expect(plan).not.toMatch(/SCAN (stores|due|operations)/)
})

test('places in the queue are counted from the front of what is due', async () => {
  const plan = await plansOf((database) => readPositions(database, ['many-8-aaaaaa']))
  expect(plan).toMatch(/SEARCH stores USING INDEX stores_due_next/)
})

test('operations and events of a store, and events of an owner, are read in their order', async () => {
  const storeId = 'many-8-aaaaaa'
  const position = { createdAt: 1, id: 'op_1' }
  for (const [action, index] of [
    [(database) => listOperations(database, { storeId, limit: 10, after: position }), 'operations_of_store'],
    [(database) => listEvents(database, { caller: everybody, storeId, after: 7, limit: 10 }), 'events_of_store'],
    [(database) => listEvents(database, { caller: big, after: 7, limit: 10 }), 'events_of_owner'],
  ] as [(database: Database) => Promise<unknown>, string][]) {
    const plan = await plansOf(action)
    expect(plan).toContain(`USING INDEX ${index}`)
    expect(plan).not.toContain('TEMP B-TREE')
  }
})

test('whether a name is held is read from what was deleted within the hold', async () => {
  const wanted = { name: 'many-3', engine: 'medusa', caller: big, requestId: null, nameHoldMs: 1_000 } as const
  const plan = await plansOf((database) => createStore(database, wanted).catch(() => undefined))
  expect(plan).toContain('SEARCH stores USING INDEX stores_deleted (deleted_at>? AND deleted_at<?)')
  expect(plan).not.toContain('TEMP B-TREE')
})

test('whether a reveal was told is read from the latest events of its store', async () => {
  const ready = { id: 'many-8-aaaaaa', status: 'READY' } as Store
  const plan = await plansOf((database) =>
    recordReveal(database, { store: ready, caller: big, requestId: 'r' }).catch(() => undefined),
  )
  expect(plan).toContain('SEARCH events USING INDEX events_of_store (store_id=?)')
  expect(plan).not.toMatch(/SCAN (events|stores)|TEMP B-TREE/)
})

test('after an outage only open operations are looked at', async () => {
  const plan = await plansOf((database) => resume(database, { holder: 'a', outageMs: 1_000 }))
  expect(plan).toContain('operations USING INDEX operations_open')
  expect(plan).not.toContain('SCAN stores')
})
