// What reads of many stores cost: the plan of each statement as it is really sent, over 20,000 stores.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nextStores } from '../../../poller/health/sweep.ts'
import type { Database } from '../../../shared/database/database.ts'
import { listStores, localCaller, readNumbers } from '../../../shared/stores/index.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { fillWithStores } from '../../support/many-stores.ts'

let files: TestDatabase
beforeAll(async () => {
  files = await makeDatabase()
  await fillWithStores(files.database, 20_000)
})
afterAll(() => files.remove())

/** The plans of all reads that `action` makes. */
async function plansOf(action: (database: Database) => Promise<unknown>): Promise<string> {
  const plans: string[] = []
  const query: Database['query'] = async (sql, args) => {
    const steps = await files.database.query<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, args)
    plans.push(...steps.map(({ detail }) => detail))
    return files.database.query(sql, args)
  }
  await action({ ...files.database, query })
  return plans.join('\n')
}

const everybody = localCaller
const big = { owner: 'big', everything: false }
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
  const plan = await plansOf(readNumbers)
  expect(plan).not.toMatch(/SCAN stores(?! USING (COVERING )?INDEX stores_(provisioning_since|leased))/)
})

test.each(['report', 'off'] as const)(
  'a look at READY and FAILED stores (FAILED_RECHECK=%s) walks their index page by page and sorts nothing',
  async (failedRecheck) => {
    for (const from of ['', after.id]) {
      const plan = await plansOf((database) => nextStores({ database, config: { failedRecheck } }, from))
      expect(plan).toMatch(/^SEARCH stores USING INDEX stores_swept \(id>\?\)/)
      expect(plan).not.toContain('TEMP B-TREE')
    }
  },
)
