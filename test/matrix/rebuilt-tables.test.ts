// A table is replaced under the rows that refer to it, on a file and on a real server: nothing of it is lost, or nothing is changed.
import { createClient } from '@libsql/client/http'
import Driver from 'libsql'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../shared/clock.ts'
import type { Database } from '../../shared/database/database.ts'
import { migrate } from '../../shared/database/migrate.ts'
import type { Migration, TableRebuild } from '../../shared/database/migration.ts'
import { released } from '../../shared/database/migrations/released.ts'
import { openLocal } from '../../shared/database/open-local.ts'
import { openRemote } from '../../shared/database/open-remote.ts'
import { listEvents, localCaller } from '../../shared/stores/index.ts'
import { makeDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { liveIn } from '../support/lived-in.ts'
import { moveStore, placeStore } from '../support/place-store.ts'
import { startSqld } from '../support/sqld.ts'

type Place = {
  open(options?: { patienceMs: number }): Database
  /** Takes the lock that every write needs, as another program would; resolves with what lets it go. */
  lock(): Promise<() => Promise<void>>
  remove(): void | Promise<void>
}

async function makeFile(): Promise<Place> {
  const { file, remove } = await makeDatabase()
  return {
    open: ({ patienceMs } = { patienceMs: 5_000 }) =>
      openLocal({ file, synchronous: 'NORMAL', clock: systemClock, random: Math.random, busyPatienceMs: patienceMs }),
    lock: async () => {
      const driver = new Driver(file)
      driver.exec('BEGIN IMMEDIATE')
      return async () => void driver.exec('COMMIT')
    },
    remove,
  }
}

async function makeServer(): Promise<Place> {
  const { url, token = '', stop } = await startSqld({ auth: true })
  return {
    open: ({ patienceMs } = { patienceMs: 5_000 }) => openRemote({ url, authToken: token, timeoutMs: patienceMs }),
    lock: async () => {
      const transaction = await createClient({ url, authToken: token }).transaction('write')
      await transaction.execute('SELECT 1')
      return () => transaction.commit()
    },
    remove: stop,
  }
}

const latest = released.at(-1)?.version ?? 0
const step = (rebuild: TableRebuild[], statements: string[] = [], version = latest + 1): Migration[] => [
  ...released,
  { version, readableFrom: version, rebuild, statements },
]

describe.each([
  ['a file', makeFile],
  ['a server', makeServer],
])('on %s', (_, make) => {
  let place: Place
  let database: Database
  beforeAll(async () => {
    place = await make()
  })
  afterAll(() => place.remove())
  beforeEach(async () => {
    database = place.open()
    onTestFinished(() => database.close())
    await clear(database)
    await migrate(database)
    await liveIn(database, { stores: 9 })
  })

  test('stores gets another constraint and another column, with its rows, its indexes and what hangs on it', async () => {
    const [rows, parts] = [await allRows(database), await partsOf(database)]
    const create = (await sqlOf(database, 'stores'))
      .replace('CHECK ((operation_id IS NULL) = (queue IS NULL))', 'CHECK (operation_id IS NULL OR queue IS NOT NULL)')
      .replace('  versions TEXT,\n', "  versions TEXT,\n  theme TEXT NOT NULL CHECK (theme <> ''),\n")
    const theme = "CASE WHEN engine = 'medusa' THEN 'dark' ELSE 'plain' END"
    expect(await migrate(database, step([{ table: 'stores', create, values: { theme } }]))).toEqual([latest + 1])

    const themes = 'SELECT engine, theme FROM stores GROUP BY 1, 2 ORDER BY 1'
    expect(await database.query(themes)).toEqual([
      { engine: 'medusa', theme: 'dark' },
      { engine: 'woocommerce', theme: 'plain' },
    ])
    const after = await allRows(database)
    expect(after['stores']?.map(({ theme: _, ...row }) => row)).toEqual(rows['stores'])
    expect({ ...after, stores: [] }).toEqual({ ...rows, stores: [] })
    expect(await partsOf(database)).toEqual(parts)
    const [made] = await database.query("SELECT id FROM stores WHERE status = 'READY'")
    const write = (sql: string) => database.write([{ sql, args: { id: String(made?.['id']) } }])
    await write("UPDATE stores SET queue = 'check' WHERE id = :id")
    await expect(write("UPDATE stores SET theme = '' WHERE id = :id")).rejects.toMatchObject({ kind: 'constraint' })
  })

  test('afterwards foreign keys and triggers hold as before, on the connection that did it and on others', async () => {
    await migrate(database, step([{ table: 'stores', create: await sqlOf(database, 'stores') }]))
    const other = place.open()
    onTestFinished(() => other.close())
    for (const one of [database, other]) {
      const refused = { kind: 'constraint' }
      for (const sql of [
        'DELETE FROM stores',
        "INSERT INTO events (store_id, owner, at, kind) VALUES ('nobody', 'x', 1, 'note')",
        "UPDATE stores SET status = 'DELETED', deleted_at = 1 WHERE status = 'READY'",
        "UPDATE stores SET engine = 'unknown'",
      ])
        await expect(one.write([{ sql }]), sql).rejects.toMatchObject(refused)
      const { id } = await placeStore(one)
      await moveStore(one, id, 'FAILED')
      const events = await listEvents(one, { caller: localCaller, storeId: id, after: 0, limit: 10 })
      expect(events.map(({ kind, to }) => [kind, to])).toEqual([
        ['transition', 'PROVISIONING'],
        ['transition', 'FAILED'],
      ])
    }
  })

  test('events are numbered on from the last that there ever was', async () => {
    const [{ last } = { last: 0 }] = await database.query<{ last: number }>('SELECT MAX(id) AS last FROM events')
    await database.write([{ sql: 'DELETE FROM events WHERE id = :last', args: { last } }])
    await migrate(database, step([{ table: 'events', create: await sqlOf(database, 'events') }]))
    await placeStore(database)
    expect(await database.query('SELECT MIN(id) AS id FROM events WHERE id >= :last', { last })).toEqual([
      { id: last + 1 },
    ])
  })

  test('a table loses a column with its index and its trigger', async () => {
    await migrate(database, [
      ...released,
      {
        version: latest + 1,
        readableFrom: latest,
        statements: [
          'ALTER TABLE operations ADD COLUMN mood TEXT',
          'CREATE INDEX operations_by_mood ON operations (mood)',
          "CREATE TRIGGER stores_mood AFTER INSERT ON stores BEGIN UPDATE operations SET mood = 'new'; END",
        ],
      },
    ])
    const create = (await sqlOf(database, 'operations')).replace(', mood TEXT', '')
    const rebuild = { table: 'operations', create, droppedColumns: ['mood'] }
    const kept = (await partsOf(database)).filter(({ name }) => !/mood/.test(name))
    const later = (one: TableRebuild) => [...step([]), ...step([one], [], latest + 2).slice(-1)]
    await expect(migrate(database, later(rebuild))).rejects.toMatchObject({ kind: 'invalid' })
    await migrate(database, later({ ...rebuild, droppedParts: ['operations_by_mood', 'stores_mood'] }))
    expect(await partsOf(database)).toEqual(kept)
    await placeStore(database)
  })

  test('a step that leaves a row without what it refers to is refused, and nothing is changed', async () => {
    const [rows, parts] = [await allRows(database), await partsOf(database)]
    const rebuild = { table: 'stores', create: await sqlOf(database, 'stores') }
    const broken = step([rebuild], ["DELETE FROM stores WHERE status = 'FAILED'"])
    await expect(migrate(database, broken)).rejects.toMatchObject({
      kind: 'constraint',
      message: expect.stringContaining('foreign_keys_hold'),
    })
    expect(await allRows(database)).toEqual(rows)
    expect(await partsOf(database)).toEqual(parts)
    await expect(database.write([{ sql: 'DELETE FROM stores' }])).rejects.toMatchObject({ kind: 'constraint' })
    expect(await migrate(database, step([rebuild]))).toEqual([latest + 1])
  })

  test('four programs at once do it once', async () => {
    const programs = Array.from({ length: 4 }, () => place.open())
    onTestFinished(() => {
      for (const one of programs) one.close()
    })
    const rebuild = { table: 'stores', create: await sqlOf(database, 'stores') }
    const applied = await Promise.all(programs.map((one) => migrate(one, step([rebuild]))))
    expect(applied.flat()).toEqual([latest + 1])
  })

  test('it may take longer than any other call', async () => {
    const patienceMs = 1_500
    const impatient = place.open({ patienceMs })
    onTestFinished(() => impatient.close())
    const rebuild = { table: 'stores', create: await sqlOf(database, 'stores') }
    const unlock = await place.lock()
    const migrating = migrate(impatient, step([rebuild]))
    const beganAtMs = systemClock.monotonicMs()
    await expect(impatient.write([{ sql: 'UPDATE installation SET one = 1' }])).rejects.toMatchObject({
      kind: 'unavailable',
    })
    await eventually(() => systemClock.monotonicMs() - beganAtMs > 1.5 * patienceMs)
    await unlock()
    expect(await migrating).toEqual([latest + 1])
  })
})

/** As on the first day; a server starts slowly, so that the tests share it. */
async function clear(database: Database): Promise<void> {
  const tables = await database.query<{ name: string }>(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'libsql_%'`,
  )
  await database.changeSchema({ statements: tables.map(({ name }) => `DROP TABLE ${name}`), foreignKeys: false })
}

async function sqlOf(database: Database, table: string): Promise<string> {
  const [row] = await database.query<{ sql: string }>('SELECT sql FROM sqlite_master WHERE name = :table', { table })
  return (row?.sql ?? '').replace(`CREATE TABLE "${table}"`, `CREATE TABLE ${table}`)
}

/** Indexes and triggers, word for word. */
function partsOf(database: Database) {
  return database.query<{ type: string; name: string; sql: string }>(
    "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY type, name",
  )
}

async function allRows(database: Database): Promise<Record<string, Record<string, unknown>[]>> {
  const tables = ['stores', 'operations', 'events', 'idempotency_keys', 'counters', 'installation', 'releases']
  const rows = await Promise.all(tables.map((name) => database.query(`SELECT * FROM ${name} ORDER BY 1, 2`)))
  return Object.fromEntries(tables.map((name, index) => [name, rows[index] ?? []]))
}
