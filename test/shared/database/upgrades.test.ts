// Every schema that was ever released, as a database with data kept as SQL text, becomes the present one and any later one.
// A new step of the schema needs a text of its own: UPDATE=1 npx vitest run test/shared/database/upgrades.test.ts
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { claim } from '../../../poller/leases/index.ts'
import { systemClock } from '../../../shared/clock.ts'
import type { Database } from '../../../shared/database/database.ts'
import { migrate, requireSchema } from '../../../shared/database/migrate.ts'
import type { Migration } from '../../../shared/database/migration.ts'
import { released } from '../../../shared/database/migrations/released.ts'
import { openLocal } from '../../../shared/database/open-local.ts'
import { engines } from '../../../shared/engines/index.ts'
import { operationKinds } from '../../../shared/operations/index.ts'
import {
  createStore,
  getStore,
  listEvents,
  localCaller,
  readMetrics,
  requestDeletion,
  requestRetry,
  statuses,
} from '../../../shared/stores/index.ts'
import { makeDatabase } from '../../support/database.ts'
import { liveIn } from '../../support/lived-in.ts'
import { dump, load, textOf } from './dump.ts'

const versions = released.map(({ version }) => version)
const latest = versions.at(-1) ?? 0

/** What a next release may bring: a step that the present program can read, and one that it cannot. */
const readable: Migration = {
  version: latest + 1,
  readableFrom: latest,
  statements: [
    'ALTER TABLE stores ADD COLUMN theme TEXT',
    "UPDATE stores SET theme = 'plain' WHERE status <> 'DELETED'",
    'CREATE TABLE themes (name TEXT PRIMARY KEY) STRICT',
    'CREATE INDEX stores_by_theme ON stores (theme) WHERE theme IS NOT NULL',
  ],
}
const unreadable: Migration = {
  version: latest + 2,
  readableFrom: latest + 2,
  statements: ['ALTER TABLE stores RENAME COLUMN versions TO data_versions'],
}
const later = [...released, readable, unreadable]

let folder: string
const opened: Database[] = []
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-versions-'))
  if (process.env['UPDATE'] && !existsSync(textOf(latest))) await writeText()
})
afterAll(() => {
  for (const one of opened) one.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Only the latest can be made, and none is ever made again: it is what that release left on disks. */
async function writeText(): Promise<void> {
  const { database, remove } = await makeDatabase()
  await liveIn(database, { stores: 18 })
  writeFileSync(textOf(latest), await dump(database))
  await remove()
}

const sorted = (numbers: number[]) => numbers.toSorted((a, b) => a - b)

let made = 0
const newFile = () => join(folder, `${++made}.db`)

function open(file: string): Database {
  const database = openLocal({ file, synchronous: 'NORMAL', clock: systemClock, random: Math.random })
  opened.push(database)
  return database
}

function restore(version: number): string {
  const file = newFile()
  load(file, readFileSync(textOf(version), 'utf8'))
  return file
}

const partsOf = (database: Database) =>
  database.query('SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name')

const kept = async (database: Database) =>
  Promise.all(
    [
      'SELECT id FROM installation',
      'SELECT name, uid, default_release FROM clusters',
      'SELECT name, digest FROM releases ORDER BY name',
      'SELECT id, poller_id, pid FROM poller_processes',
      'SELECT id, owner, name, status, url, key_id, operation_id, created_at FROM stores ORDER BY id',
      'SELECT id, store_id, kind, state, step, actor, failure_code FROM operations ORDER BY id',
      'SELECT id, store_id, operation_id, at, kind, message, actor FROM events ORDER BY id',
      'SELECT owner, key, operation_id FROM idempotency_keys ORDER BY key',
      'SELECT hash, owner, scopes FROM api_keys ORDER BY hash',
    ].map((sql) => database.query(sql)),
  )

describe.each(versions)('schema %d', (version) => {
  test('is made by its released steps as it was on the day of its release', async () => {
    const fresh = open(newFile())
    await migrate(fresh, released.slice(0, versions.indexOf(version) + 1))
    expect(await partsOf(fresh)).toEqual(await partsOf(open(restore(version))))
  })

  test('becomes the present one by four programs at once, each step by one of them, with all that is in it, and lives on', async () => {
    const file = restore(version)
    const before = await kept(open(file))
    expect(before.filter((rows) => rows.length === 0)).toEqual([])
    const databases = Array.from({ length: 4 }, () => open(file))
    const applied = await Promise.all(databases.map((database) => migrate(database)))
    expect(sorted(applied.flat())).toEqual(versions.filter((one) => one > version))
    const [database] = databases as [Database]
    await requireSchema(database)
    const fresh = open(newFile())
    await migrate(fresh)
    expect(await partsOf(database)).toEqual(await partsOf(fresh))
    expect(await kept(database)).toEqual(before)
    await expectToLive(database)
  })

  test('becomes one that does not exist yet, by four programs at once', async () => {
    const file = restore(version)
    const databases = Array.from({ length: 4 }, () => open(file))
    const applied = await Promise.all(databases.map((database) => migrate(database, later)))
    expect(sorted(applied.flat())).toEqual(later.map((step) => step.version).filter((one) => one > version))
    const [first] = databases as [Database]
    const rows = await first.query(`SELECT DISTINCT theme FROM stores WHERE status <> 'DELETED'`)
    expect(rows).toEqual([{ theme: 'plain' }])
  })
})

/** Every status that a store can have goes on from there. */
async function expectToLive(database: Database): Promise<void> {
  const asked = (id: string) => ({ id, caller: localCaller, requestId: 'after' })
  const ids = async (status: string) =>
    (await database.query<{ id: string }>('SELECT id FROM stores WHERE status = :status', { status })).map(
      ({ id }) => id,
    )
  for (const status of statuses)
    for (const id of await ids(status)) expect((await getStore(database, id, localCaller)).status).toBe(status)
  for (const id of await ids('FAILED')) expect((await requestRetry(database, asked(id))).status).toBe('PROVISIONING')
  for (const id of [...(await ids('READY')), ...(await ids('SUSPENDED'))])
    expect((await requestDeletion(database, asked(id))).status).toBe('DELETING')
  const { id } = await createStore(database, {
    name: 'newcomer',
    engine: 'medusa',
    caller: localCaller,
    requestId: null,
  })
  await database.write([{ sql: 'UPDATE stores SET due_at = 1 WHERE due_at IS NOT NULL' }])
  const claimed = await claim(database, {
    holder: 'new',
    ttlMs: 60_000,
    free: { helm_install: 99, helm_remove: 99, check: 99 },
    served: { cluster: 'default', kinds: operationKinds, engines },
  })
  expect(claimed.map((store) => store.id).sort()).toEqual(
    [...(await ids('PROVISIONING')), ...(await ids('DELETING'))].sort(),
  )
  const events = await listEvents(database, { caller: localCaller, storeId: id, after: 0, limit: 10 })
  expect(events.map(({ kind, to }) => [kind, to])).toEqual([['transition', 'PROVISIONING']])
  expect((await readMetrics(database)).stores.length).toBeGreaterThan(0)
}

test('a step that fails leaves nothing of itself, and what came before it stays', async () => {
  const database = open(restore(latest))
  const broken = { ...unreadable, statements: ['CREATE TABLE half (id INTEGER PRIMARY KEY)', 'DROP TABLE nothing'] }
  await expect(migrate(database, [...released, readable, broken])).rejects.toMatchObject({ kind: 'invalid' })
  expect(await database.query("SELECT name FROM sqlite_master WHERE name IN ('half', 'themes')")).toEqual([
    { name: 'themes' },
  ])
  expect(await database.query('SELECT MAX(version) AS v FROM schema_versions')).toEqual([{ v: readable.version }])
  expect(await migrate(database, later)).toEqual([unreadable.version])
})

test('the present program takes a later schema that it can read as it is, and refuses one that it cannot, changing nothing', async () => {
  const database = open(restore(latest))
  await migrate(database, [...released, readable])
  expect(await migrate(database)).toEqual([])
  await requireSchema(database)
  await expectToLive(database)
  await migrate(database, later)
  const before = await partsOf(database)
  for (const refuse of [migrate, requireSchema])
    await expect(refuse(database)).rejects.toThrow(`cannot read; upgrade the program`)
  expect(await partsOf(database)).toEqual(before)
})
