// What is forgotten, when, and what never is; on a real database file.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isRetentionDue, type RetentionDeps, retain } from '../../../poller/schedule/retention.ts'
import { systemClock } from '../../../shared/clock.ts'
import type { Database } from '../../../shared/database/database.ts'
import { now } from '../../../shared/database/now.ts'
import { listOperations } from '../../../shared/operations/index.ts'
import { createStore, findReplay, idempotencyKey, localCaller } from '../../../shared/stores/index.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { moveStore, placeStore } from '../../support/place-store.ts'
import { quietLog } from '../../support/quiet-log.ts'
import { runTick } from '../ticking.ts'

let files: TestDatabase
beforeEach(async () => {
  files = await makeDatabase()
})
afterEach(() => files.remove())

const depsOf = (eventsKeepDays = 365, database: Database = files.database): RetentionDeps => ({
  database,
  config: { eventsKeepDays, leaseTtlMs: 60_000 },
  holder: 'a',
  clock: systemClock,
  log: quietLog,
})

async function makeStore(name: string): Promise<string> {
  return (await placeStore(files.database, { name, engine: 'medusa' })).id
}

async function makeDeletedStore(name: string, daysAgo: number): Promise<string> {
  const { id } = await placeStore(files.database, { name, engine: 'medusa', status: 'DELETED' })
  await letPass(id, daysAgo)
  return id
}

const letPass = (id: string, days: number) =>
  files.database.write([
    {
      sql: 'UPDATE stores SET deleted_at = deleted_at - :days * 86400000 WHERE id = :id',
      args: { days, id },
    },
  ])

async function addEvents(id: string, count: number, kind = 'attempt'): Promise<void> {
  await files.database.write([
    {
      sql: `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
        INSERT INTO events (store_id, owner, at, kind, message, evidence)
        SELECT :id, 'default', ${now}, :kind, 'event ' || i, 'why' FROM n`,
      args: { count, id, kind },
    },
  ])
}

async function kindsOf(id: string): Promise<Record<string, number>> {
  const rows = await files.database.query<{ kind: string; count: number }>(
    'SELECT kind, COUNT(*) AS count FROM events WHERE store_id = :id GROUP BY kind ORDER BY kind',
    { id },
  )
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
}

const anHourLater = () =>
  files.database.write([{ sql: `UPDATE leases SET completed_at = completed_at - 3600000 WHERE name = 'retention'` }])

test('a tick forgets the events and evidence of a store deleted longer ago than EVENTS_KEEP_DAYS, and keeps its row', async () => {
  const old = await makeDeletedStore('long-gone', 31)
  const young = await makeDeletedStore('just-gone', 29)
  for (const id of [old, young]) await addEvents(id, 3, 'evidence')
  await runTick({ database: files.database, config: { eventsKeepDays: 30 } })
  expect(await kindsOf(old)).toEqual({})
  expect(await kindsOf(young)).toMatchObject({ evidence: 3, transition: 3 })
  expect(await files.database.query('SELECT status FROM stores WHERE id = :old', { old })).toEqual([
    { status: 'DELETED' },
  ])
})

test('with EVENTS_KEEP_DAYS=0 nothing of a deleted store is forgotten', async () => {
  const id = await makeDeletedStore('for-ever', 10_000)
  const before = await kindsOf(id)
  await retain(depsOf(0))
  expect(await kindsOf(id)).toEqual(before)
})

test('of a store that lives the newest 1,000 events stay, and every transition', async () => {
  const id = await makeStore('lively')
  await addEvents(id, 700)
  await moveStore(files.database, id, 'READY')
  await addEvents(id, 600)
  await retain(depsOf())
  const rows = await files.database.query<{ kind: string; message: string | null; to_status: string | null }>(
    'SELECT kind, message, to_status FROM events WHERE store_id = :id ORDER BY id',
    { id },
  )
  expect(rows.filter(({ kind }) => kind === 'transition').map(({ to_status }) => to_status)).toEqual([
    'PROVISIONING',
    'READY',
  ])
  // The first transition is older than the newest 1,000, so it stays beside them.
  expect(rows).toHaveLength(1_001)
  expect(rows.at(-1)?.message).toBe('event 600')
  await anHourLater()
  await retain(depsOf())
  expect(Object.values(await kindsOf(id)).reduce((sum, count) => sum + count, 0)).toBe(1_001)
})

test('at most 1,000 rows go at a time, at most once an hour', async () => {
  const id = await makeDeletedStore('large', 400)
  await addEvents(id, 1_500)
  const count = async () => (await files.database.query('SELECT id FROM events')).length
  const before = await count()
  expect(await isRetentionDue(depsOf())).toBe(true)
  await retain(depsOf())
  expect(await count()).toBe(before - 1_000)
  expect(await isRetentionDue(depsOf())).toBe(false)
  await retain(depsOf())
  expect(await count()).toBe(before - 1_000)
  await anHourLater()
  expect(await isRetentionDue(depsOf())).toBe(true)
  await retain(depsOf())
  expect(await count()).toBe(0)
})

test('of two pollers at once only one does it, and one that died is followed once its lease is over', async () => {
  const id = await makeDeletedStore('contended', 400)
  await addEvents(id, 2_500)
  await Promise.all([retain(depsOf()), retain({ ...depsOf(365, files.another()), holder: 'b' })])
  expect((await kindsOf(id))['attempt']).toBeGreaterThanOrEqual(1_500)
  await files.database.write([
    {
      sql: `UPDATE leases SET holder = 'dead', completed_at = NULL, expires_at = ${now} + 60000 WHERE name = 'retention'`,
    },
  ])
  expect(await isRetentionDue(depsOf())).toBe(false)
  await files.database.write([{ sql: `UPDATE leases SET expires_at = ${now} - 1 WHERE name = 'retention'` }])
  expect(await isRetentionDue(depsOf())).toBe(true)
})

test('Idempotency-Keys go once their 24 hours are over, and the operations that they opened stay', async () => {
  const keyOf = (name: string) => idempotencyKey('default', name, [name])
  const make = (name: string) =>
    createStore(files.database, {
      name,
      engine: 'medusa',
      caller: localCaller,
      requestId: null,
      idempotency: keyOf(name),
    })
  const [old, young] = [await make('old'), await make('young')]
  const age = 'UPDATE idempotency_keys SET created_at = created_at - :ms WHERE key = :key'
  await files.database.write([
    { sql: age, args: { key: 'old', ms: 86_400_000 } },
    { sql: age, args: { key: 'young', ms: 86_300_000 } },
  ])
  await retain(depsOf())
  expect(await files.database.query('SELECT key FROM idempotency_keys')).toEqual([{ key: 'young' }])
  for (const { id } of [old, young])
    expect((await listOperations(files.database, { storeId: id, limit: 9, after: null })).operations).toHaveLength(1)
})

test('of a store that is long gone every operation stays, and a request for it is still answered as at first', async () => {
  const idempotency = idempotencyKey('default', 'gone', ['gone'])
  const wanted = { name: 'gone', engine: 'medusa', caller: localCaller, requestId: null, idempotency } as const
  const { id, operation } = await createStore(files.database, wanted)
  await moveStore(files.database, id, 'FAILED')
  await moveStore(files.database, id, 'DELETED')
  await letPass(id, 400)
  await retain(depsOf())
  expect(await kindsOf(id)).toEqual({})
  const { operations } = await listOperations(files.database, { storeId: id, limit: 9, after: null })
  expect(operations.map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual(['create failed', 'delete succeeded'])
  expect(operations.find(({ kind }) => kind === 'create')).toMatchObject({ failureCode: 'crash_loop', step: 'web' })
  expect(await findReplay(files.database, idempotency)).toMatchObject({ id, operation: { id: operation?.id } })
})

test('no write of it is long enough to keep a claim waiting, and no read of it walks through all events', async () => {
  const id = await makeDeletedStore('heavy', 400)
  await addEvents(id, 1_200)
  const asked: [sql: string, args: unknown][] = []
  const removed: number[] = []
  const watched: Database = {
    ...files.database,
    query: (sql, args = []) => {
      asked.push([sql, args])
      return files.database.query(sql, args)
    },
    write: async (statements) => {
      const results = await files.database.write(statements)
      if (statements.some(({ sql }) => sql.startsWith('DELETE FROM events')))
        removed.push(...results.map(({ changes }) => changes))
      return results
    },
  }
  await retain(depsOf(365, watched))
  expect(removed).toEqual([200, 200, 200, 200, 200])
  await anHourLater()
  await addEvents(await makeStore('live'), 5)
  await retain(depsOf(365, watched))
  const plans = await Promise.all(
    asked.map(([sql, args]) => files.database.query<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, args as [])),
  )
  const details = plans.flat().map(({ detail }) => detail)
  expect(details.join('\n')).toMatch(/stores_deleted[\s\S]*events_of_store/)
  expect(details.filter((detail) => /SCAN (events|newest)|TEMP B-TREE/.test(detail))).toEqual([])
})

test('a database that is out of reach meanwhile is no trouble of the tick', async () => {
  const database = { ...files.database, write: () => Promise.reject(new Error('gone')) }
  await expect(retain(depsOf(365, database))).resolves.toBeUndefined()
})
