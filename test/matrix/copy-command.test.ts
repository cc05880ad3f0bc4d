// storeplane admin copy, between a file and a real server in both directions: all of it comes over, once, and never two are in use.
import { randomBytes } from 'node:crypto'
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { begin } from '../../cli/admin/copy/begin.ts'
import { copyRows } from '../../cli/admin/copy/copy-rows.ts'
import { readSchema } from '../../cli/admin/copy/read-schema.ts'
import { retire } from '../../cli/admin/copy/retire.ts'
import { systemClock } from '../../shared/clock.ts'
import type { Database } from '../../shared/database/database.ts'
import { migrate, requireSchema } from '../../shared/database/migrate.ts'
import { released } from '../../shared/database/migrations/released.ts'
import { now } from '../../shared/database/now.ts'
import { openLocal } from '../../shared/database/open-local.ts'
import { openRemote } from '../../shared/database/open-remote.ts'
import {
  addRelease,
  loadContent,
  newRelease,
  readDefaultRelease,
  setDefaultRelease,
} from '../../shared/releases/index.ts'
import { createStore, localCaller } from '../../shared/stores/index.ts'
import { run } from '../cli/terminal.ts'
import { beat } from '../functions/place-store.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { liveIn } from '../support/lived-in.ts'
import { type Sqld, startSqld } from '../support/sqld.ts'

let files: TestDatabase
let sqld: Sqld
const opened: Database[] = []
beforeAll(async () => {
  files = await makeDatabase()
  await liveIn(files.database, { stores: 300 })
  // The last event is gone, as retention leaves it: its number must not be given again.
  await files.database.write([{ sql: 'DELETE FROM events WHERE id = (SELECT MAX(id) FROM events)' }])
  sqld = await startSqld({ auth: true })
})
afterAll(async () => {
  for (const one of opened) one.close()
  await files.remove()
  await sqld.stop()
})

const path = (name: string) => join(files.folder, name)
const copy = (...words: string[]) =>
  run(['admin', 'copy', ...words], {
    environment: { DATABASE_AUTH_TOKEN: sqld.token },
    directory: files.folder,
    clock: systemClock,
  })

function open(name: string): Database {
  const database = openLocal({ file: path(name), synchronous: 'NORMAL', clock: systemClock, random: Math.random })
  opened.push(database)
  return database
}

async function freshSource(name: string): Promise<Database> {
  const database = open(name)
  await migrate(database)
  await liveIn(database, { stores: 9 })
  return database
}

/** Everything that a database holds, by table, and what it is made of. */
async function contents(database: Database): Promise<Record<string, unknown>> {
  const parts = await database.query<{ type: string; name: string; sql: string }>(
    `SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name`,
  )
  const tables = parts.filter(({ type }) => type === 'table').map(({ name }) => name)
  const rows = await Promise.all(
    tables.map(async (name) => {
      const key = await database.query<{ name: string }>(
        'SELECT name FROM pragma_table_info(:name) WHERE pk > 0 ORDER BY pk',
        { name },
      )
      return database.query(`SELECT * FROM ${name} ORDER BY ${key.map((column) => column.name).join(', ') || '1'}`)
    }),
  )
  return { parts, ...Object.fromEntries(tables.map((name, index) => [name, rows[index]])) }
}

test('a file copied to a server and from there to another file is the same in every table, and goes on counting where it was', async () => {
  const before = await contents(files.database)
  const first = await copy('sqlite:///stores.db', sqld.url)
  expect(first, first.noted).toMatchObject({
    code: 0,
    noted: expect.stringContaining(`Set DATABASE_URL=${sqld.url}`),
  })
  expect(first.printed).toMatch(/^stores +300 +[0-9a-f]{16}$/m)
  const counted = ['operations', 'releases', 'clusters', 'idempotency_keys', 'transitions']
  for (const name of counted) expect(first.printed).toMatch(new RegExp(`^${name} +[1-9]\\d* `, 'm'))
  expect((await copy(sqld.url, 'sqlite:///back.db')).code).toBe(0)
  expect(await contents(files.database)).toEqual(before)
  const back = open('back.db')
  expect(await contents(back)).toEqual(before)
  expect(await contents(openRemote({ url: sqld.url, authToken: sqld.token }))).toEqual(before)
  expect((statSync(path('back.db')).mode & 0o777).toString(8)).toBe('600')
  await requireSchema(back)
  const [{ last } = { last: 0 }] = await back.query<{ last: number }>('SELECT seq AS last FROM sqlite_sequence')
  await createStore(back, { name: 'goes-on', engine: 'medusa', caller: localCaller, requestId: null })
  expect(await back.query('SELECT id, kind, to_status FROM events WHERE id >= :last', { last })).toEqual([
    { id: last + 1, kind: 'transition', to_status: 'PROVISIONING' },
  ])
})

test('large releases go to a server and back, whole, with the default among them', async () => {
  const source = await freshSource('large.db')
  const large = Array.from({ length: 3 }, (_, index) => {
    const [name, bytes] = [`release-${index}`, randomBytes(100_000)]
    const content = { chart: [{ path: 'Chart.yaml', bytes }], values: [] }
    return { name, content, release: newRelease(content, { name: 'store', version: '1.0.0' }) }
  })
  for (const { name, release } of large) expect(await addRelease(source, name, release)).toBe(name)
  expect(await setDefaultRelease(source, { name: 'release-2', cluster: 'default' })).toBe(true)
  const server = await startSqld({ auth: true })
  try {
    const terminal = { environment: { DATABASE_AUTH_TOKEN: server.token }, directory: files.folder, clock: systemClock }
    expect(await run(['admin', 'copy', 'sqlite:///large.db', server.url], terminal)).toMatchObject({ code: 0 })
    expect(await run(['admin', 'copy', server.url, 'sqlite:///large-back.db'], terminal)).toMatchObject({ code: 0 })
  } finally {
    await server.stop()
  }
  const back = open('large-back.db')
  for (const { content, release } of large) expect(await loadContent(back, release.digest)).toEqual(content)
  expect(await readDefaultRelease(back, 'default')).toMatchObject({ name: 'release-2', setBy: 'operator' })
})

test('a target that is not empty is refused and left as it is, also when it is the same installation', async () => {
  await freshSource('source.db')
  const other = await freshSource('other.db')
  const before = await contents(other)
  expect(await copy('sqlite:///source.db', 'sqlite:///other.db')).toMatchObject({
    code: 1,
    noted: expect.stringContaining('is not empty'),
  })
  expect(await contents(other)).toEqual(before)
  expect((await copy('sqlite:///source.db', 'sqlite:///twin.db')).code).toBe(0)
  expect(await copy('sqlite:///source.db', 'sqlite:///twin.db')).toMatchObject({
    code: 1,
    noted: expect.stringContaining('holds this installation already'),
  })
})

test('while a poller ticks or a lease is held nothing is copied, and it says who and how long', async () => {
  const source = await freshSource('busy.db')
  await beat(source, 'alive/1')
  expect(await copy('sqlite:///busy.db', 'sqlite:///no.db')).toMatchObject({
    code: 1,
    noted: expect.stringMatching(/the poller alive\/1 ticked \d s ago.* run this again in (29|30) s/),
  })
  await source.write([{ sql: "DELETE FROM pollers WHERE id = 'alive/1'" }])
  const [{ id } = { id: '' }] = await source.query<{ id: string }>('SELECT id FROM stores LIMIT 1')
  await source.write([
    { sql: `UPDATE stores SET lease_holder = 'x', lease_expires_at = ${now} + 20000 WHERE id = :id`, args: { id } },
  ])
  expect(await copy('sqlite:///busy.db', 'sqlite:///no.db')).toMatchObject({
    code: 1,
    noted: expect.stringContaining(`${id} is leased for another 20 s`),
  })
  expect(await open('no.db').query('SELECT name FROM sqlite_master')).toEqual([])
})

test('a poller that was stopped is not waited for', async () => {
  const source = await freshSource('stopped.db')
  await beat(source, 'stopped/1', { stopped: true })
  expect(await copy('sqlite:///stopped.db', 'sqlite:///from-stopped.db')).toMatchObject({ code: 0 })
})

test('a table that was rebuilt, and so comes after those that refer to it, is copied before them', async () => {
  const source = await freshSource('rebuilt.db')
  const [{ sql } = { sql: '' }] = await source.query<{ sql: string }>(
    "SELECT sql FROM sqlite_master WHERE name = 'stores'",
  )
  const step = { version: 99, readableFrom: 1, rebuild: [{ table: 'stores', create: sql }], statements: [] }
  await migrate(source, [...released, step])
  const made = await source.query<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid",
  )
  expect(made.at(-1)?.name).toBe('stores')
  const order = (await readSchema(source)).tables.map(({ name }) => name)
  for (const child of ['operations', 'events']) expect(order.indexOf(child)).toBeGreaterThan(order.indexOf('stores'))
  expect(await copy('sqlite:///rebuilt.db', 'sqlite:///of-rebuilt.db')).toMatchObject({ code: 0 })
  const [before, after] = [await contents(source), await contents(open('of-rebuilt.db'))]
  expect({ ...after, parts: [] }).toEqual({ ...before, parts: [] })
})

test('a retired source can be read, refuses every write, names where it went, and can be taken back', async () => {
  const source = await freshSource('old.db')
  const moved = await copy('sqlite:///old.db', 'sqlite:///new.db', '--retire-source')
  expect(moved).toMatchObject({
    code: 0,
    noted: expect.stringMatching(new RegExp(`DATABASE_URL=sqlite:///${path('new.db')} [\\s\\S]*is retired`)),
  })
  const wanted = { name: 'late', engine: 'medusa', caller: localCaller, requestId: null } as const
  const refused = { kind: 'unavailable', message: expect.stringContaining(`has moved to ${path('new.db')}`) }
  await expect(createStore(source, wanted)).rejects.toMatchObject(refused)
  for (const sql of [
    'DELETE FROM events',
    "UPDATE clusters SET default_release_by = 'x'",
    'DELETE FROM schema_versions',
  ])
    await expect(source.write([{ sql }])).rejects.toMatchObject(refused)
  await expect(requireSchema(source)).rejects.toMatchObject(refused)
  expect(await source.query('SELECT id FROM stores')).toHaveLength(9)
  await createStore(open('new.db'), wanted)
  expect(await copy('sqlite:///old.db', 'sqlite:///third.db')).toMatchObject({
    code: 1,
    noted: expect.stringContaining('was retired in favour of'),
  })
  expect((await copy('sqlite:///old.db', 'sqlite:///new.db', '--reopen-source')).code).toBe(0)
  await requireSchema(source)
  await createStore(source, wanted)
  expect((await copy('sqlite:///old.db', 'sqlite:///new.db', '--reopen-source')).code).toBe(1)
})

test('a move that was broken off between the retirement and the last step is finished when it is run again', async () => {
  const source = await freshSource('leaving.db')
  const ends = { source, target: open('arriving.db') }
  const schema = await readSchema(source)
  await begin(ends, { schema, restart: false, retireSource: true })
  await copyRows(ends, schema, { clock: systemClock, note: () => undefined })
  await retire(ends, schema)
  await expect(requireSchema(ends.target)).rejects.toThrow(`unfinished copy of ${path('leaving.db')}`)
  const again = await copy('sqlite:///leaving.db', 'sqlite:///arriving.db')
  expect(again).toMatchObject({ code: 0, noted: expect.stringContaining('is retired') })
  await requireSchema(ends.target)
  expect(await ends.target.query('SELECT id FROM stores')).toHaveLength(9)
})

test('a copy that is there already can still retire its source, unless one of the two has gone on', async () => {
  const source = await freshSource('left.db')
  expect((await copy('sqlite:///left.db', 'sqlite:///right.db')).code).toBe(0)
  const target = open('right.db')
  await createStore(target, { name: 'gone-on', engine: 'medusa', caller: localCaller, requestId: null })
  expect(await copy('sqlite:///left.db', 'sqlite:///right.db', '--retire-source')).toMatchObject({
    code: 1,
    noted: expect.stringContaining('differ in stores (9 rows, in the copy 10)'),
  })
  await requireSchema(source)
  expect((await copy('sqlite:///left.db', 'sqlite:///level.db')).code).toBe(0)
  expect((await copy('sqlite:///left.db', 'sqlite:///level.db', '--retire-source')).code).toBe(0)
  await expect(requireSchema(source)).rejects.toThrow('has moved')
})

test.each([
  [['sqlite:///stores.db'], 'TO is missing'],
  [['sqlite:///stores.db', 'nowhere'], 'TO: must be sqlite:///'],
  [['sqlite:///stores.db', 'file:stores.db'], 'the same database'],
  [['sqlite:///stores.db', 'sqlite:///x.db', '--retire-source', '--reopen-source'], 'exclude each other'],
  [['sqlite:///stores.db', 'http://127.0.0.1:1', '--to-token-file', 'none'], 'cannot read'],
])('%j is refused with 2', async (words, sentence) => {
  expect(await copy(...words)).toMatchObject({ code: 2, noted: expect.stringContaining(sentence) })
})

test('a source that is not there is not made, and one that is no database of Storeplane is refused', async () => {
  expect(await copy('sqlite:///nothing.db', 'sqlite:///x.db')).toMatchObject({ code: 1 })
  expect(existsSync(path('nothing.db'))).toBe(false)
  writeFileSync(path('empty.db'), '')
  await expect(copy('sqlite:///empty.db', 'sqlite:///x.db')).rejects.toThrow('is no database of Storeplane')
})
