// The local database keeps its promises: what is acknowledged is written, whoever else writes.
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Driver from 'libsql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../../shared/clock.ts'
import type { Bind, Database } from '../../../shared/database/database.ts'
import { now } from '../../../shared/database/now.ts'
import { openDatabase } from '../../../shared/database/open-database.ts'
import { openLocal } from '../../../shared/database/open-local.ts'
import { eventually } from '../../support/eventually.ts'

let folder: string
let file: string
let database: Database
const opened: Database[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-local-'))
  file = join(folder, 'notes.db')
  database = open()
  await database.write([{ sql: 'CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT UNIQUE, size REAL) STRICT' }])
})
afterAll(() => {
  for (const one of opened) one.close()
  rmSync(folder, { recursive: true, force: true })
})

function open(path = file, busyPatienceMs = 5_000): Database {
  const one = openLocal({ file: path, synchronous: 'NORMAL', clock: systemClock, random: Math.random, busyPatienceMs })
  opened.push(one)
  return one
}

/** A connection past our interface, which holds the write lock until it is told to let go. */
function holdLock(path = file) {
  const driver = new Driver(path, { timeout: 1_000 })
  driver.exec('BEGIN IMMEDIATE')
  return () => {
    driver.exec('COMMIT')
    driver.close()
  }
}

const insert = (text: Bind) => ({ sql: 'INSERT INTO notes (text) VALUES (?)', args: [text] })
const count = async (text: string, from = database) =>
  (await from.query<{ n: number }>('SELECT COUNT(*) AS n FROM notes WHERE text = ?', [text]))[0]?.n

test('the file is made with mode 0600, its WAL too, and in no folder that is not there', async () => {
  for (const end of ['', '-wal']) expect(statSync(file + end).mode & 0o777).toBe(0o600)
  await expect(open(join(folder, 'none', 'x.db')).query('SELECT 1')).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringContaining('does not exist'),
  })
  await expect(open(folder).query('SELECT 1')).rejects.toMatchObject({
    kind: 'unavailable',
    message: `${folder} is a folder; name a file in it by DATABASE_URL`,
  })
})

test('a file that is there keeps its mode', async () => {
  const other = join(folder, 'shared.db')
  writeFileSync(other, '', { mode: 0o640 })
  await open(other).query('SELECT 1')
  expect(statSync(other).mode & 0o777).toBe(0o640)
})

test.each([
  ['the connection that promises (functions) is synchronous FULL', 'FULL', 2],
  ['the connection that observes again (poller) is synchronous NORMAL', 'NORMAL', 1],
] as const)('%s, on a write-ahead log, with foreign keys', async (_, synchronous, level) => {
  const address = { kind: 'local', file } as const
  const one = await openDatabase({ address, authToken: undefined, synchronous, clock: systemClock })
  expect(await one.query('PRAGMA synchronous')).toEqual([{ synchronous: level }])
  expect(await one.query('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }])
  expect(await one.query('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }])
  expect(one.location).toBe(file)
  one.close()
})

describe('what is bound', () => {
  test.each<[string, unknown]>([
    ['a boolean', true],
    ['undefined', undefined],
    ['an object', {}],
    ['a Date', new Date(0)],
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
  ])('is never %s, which the driver would not survive or would change', async (_, value) => {
    await expect(database.query('SELECT ?', [value as Bind])).rejects.toMatchObject({ kind: 'invalid' })
    await expect(database.write([insert(value as Bind)])).rejects.toMatchObject({ kind: 'invalid' })
  })

  test('by name must be there for every name, but for what stands in quotes', async () => {
    const sql = "SELECT :a AS a, ':not' AS b, 'it''s :not' AS c"
    expect(await database.query(sql, { a: 1 })).toEqual([{ a: 1, b: ':not', c: "it's :not" }])
    for (const args of [undefined, { b: 1 }])
      for (const ask of [() => database.query(sql, args), () => database.write([args ? { sql, args } : { sql }])])
        await expect(ask()).rejects.toMatchObject({
          kind: 'invalid',
          message: expect.stringContaining('for the parameters a'),
        })
  })

  test('comes back as it was, a single null included', async () => {
    expect(await database.query('SELECT ? AS value', [null])).toEqual([{ value: null }])
    expect(await database.query('SELECT ? AS a, ? AS b, ? AS c', ['é\u0001\u2028', 1.5, null])).toEqual([
      { a: 'é\u0001\u2028', b: 1.5, c: null },
    ])
    const [result] = await database.write([{ sql: 'INSERT INTO notes (text) VALUES (?) RETURNING text', args: [null] }])
    expect(result).toEqual({ rows: [{ text: null }], changes: 1 })
  })

  test('times are whole milliseconds of the database', async () => {
    const [row] = await database.query<{ at: number; kind: string }>(`SELECT ${now} AS at, typeof(${now}) AS kind`)
    expect(row?.kind).toBe('integer')
    expect(Math.abs((row?.at ?? 0) - Date.now())).toBeLessThan(5_000)
  })
})

describe('a write', () => {
  test('is whole or not at all, and the next one is not harmed', async () => {
    await database.write([insert('taken')])
    await expect(database.write([insert('half'), insert('taken')])).rejects.toMatchObject({ kind: 'unique' })
    expect(await count('half')).toBe(0)
    await database.write([insert('after')])
    expect(await count('after', open())).toBe(1)
  })

  test.each([
    ['syntax', 'INSER INTO notes', 'invalid'],
    ['an unknown table', 'DELETE FROM nothing', 'invalid'],
    ['an unknown column', 'UPDATE notes SET colour = 1', 'invalid'],
    ['a type that a strict table refuses', "INSERT INTO notes (size) VALUES ('x')", 'constraint'],
  ])('that has %s wrong is told apart', async (_, sql, kind) => {
    await expect(database.write([{ sql }])).rejects.toMatchObject({ kind, name: 'DatabaseError' })
  })

  test('counts the rows that it changed or returned', async () => {
    await database.write([insert('c1'), insert('c2')])
    const results = await database.write([
      { sql: "UPDATE notes SET size = 1 WHERE text IN ('c1', 'c2')" },
      { sql: "UPDATE notes SET size = 2 WHERE text = 'c1' RETURNING text" },
      { sql: "DELETE FROM notes WHERE text = 'nobody' RETURNING id" },
    ])
    expect(results.map(({ changes }) => changes)).toEqual([2, 1, 0])
  })
})

describe('while another connection holds the lock', () => {
  test('a write waits for it without blocking this process, and is then in the file', async () => {
    const release = holdLock()
    let done = false
    const write = database.write([insert('patient')]).then(() => {
      done = true
    })
    let ticks = 0
    await eventually(() => ++ticks >= 5, { everyMs: 10 })
    expect(done).toBe(false)
    release()
    await write
    expect(await count('patient', open())).toBe(1)
  })

  test('reads are answered', async () => {
    const release = holdLock()
    expect(await count('patient')).toBe(1)
    release()
  })

  test('a write that has waited long enough is refused as unavailable and is never written; the next ones are', async () => {
    const hasty = open(file, 60)
    await hasty.write([insert('before')])
    const release = holdLock()
    await expect(hasty.write([insert('refused')])).rejects.toMatchObject({ kind: 'unavailable' })
    await expect(hasty.write([insert('refused too')])).rejects.toMatchObject({ kind: 'unavailable' })
    release()
    for (let round = 0; round < 5; round++) await hasty.write([insert(`acknowledged ${round}`)])
    hasty.close()
    const reader = open()
    expect([await count('refused', reader), await count('refused too', reader)]).toEqual([0, 0])
    for (let round = 0; round < 5; round++) expect(await count(`acknowledged ${round}`, reader)).toBe(1)
  })
})

describe('a lock that is held for long', () => {
  test('keeps a hundred writers waiting in line and freezes the process for none of them', async () => {
    const waiting = open(file, 400)
    await waiting.write([insert('warm')])
    const release = holdLock()
    const writes = Promise.allSettled(
      Array.from({ length: 100 }, (_, index) => waiting.write([insert(`line ${index}`)])),
    )
    let settled = false
    void writes.then(() => {
      settled = true
    })
    let longestMs = 0
    let lastMs = performance.now()
    await eventually(
      () => {
        longestMs = Math.max(longestMs, performance.now() - lastMs)
        lastMs = performance.now()
        return settled
      },
      { everyMs: 5 },
    )
    release()
    expect(new Set((await writes).map(({ status }) => status))).toEqual(new Set(['rejected']))
    expect(longestMs).toBeLessThan(1_000)
    await waiting.write([insert('line moves again')])
    expect(await count('line moves again', open())).toBe(1)
  })

  test('is passed in the order of coming, and each who waits is served', async () => {
    const release = holdLock()
    const names = Array.from({ length: 20 }, (_, index) => `turn ${index}`)
    const served: string[] = []
    const writes = names.map((name) => database.write([insert(name)]).then(() => served.push(name)))
    await eventually(async () => (await count('turn 0')) === 0)
    expect(served).toEqual([])
    release()
    await Promise.all(writes)
    expect(served).toEqual(names)
  })

  test('of another program on the whole file is waited for by readers and writers alike', async () => {
    const whole = join(folder, 'whole.db')
    const owner = new Driver(whole)
    owner.exec('PRAGMA journal_mode=WAL; PRAGMA locking_mode=EXCLUSIVE; CREATE TABLE notes (text TEXT)')
    const hasty = open(whole, 100)
    await expect(hasty.query('SELECT text FROM notes')).rejects.toMatchObject({ kind: 'unavailable' })
    await expect(hasty.write([insert('hasty')])).rejects.toMatchObject({ kind: 'unavailable' })
    const patient = open(whole)
    const waiting = Promise.all([patient.write([insert('patient')]), patient.query('SELECT 1 FROM notes')])
    await eventually(async () => (await hasty.query('SELECT 1 FROM notes').catch(() => 'busy')) === 'busy')
    owner.close()
    await waiting
    expect(await count('patient', hasty)).toBe(1)
  })
})

describe('after a prepared statement met SQLITE_BUSY', () => {
  test('the next writes are in the file and give the lock back, for they go through a new connection', async () => {
    const hasty = open(file, 60)
    await hasty.write([insert('busy: before')])
    const release = holdLock()
    const unframed = "INSERT INTO notes (text) VALUES ('busy: refused') RETURNING id"
    await expect(hasty.query(unframed)).rejects.toMatchObject({ kind: 'unavailable' })
    release()
    const acknowledged = Array.from({ length: 20 }, (_, index) => `busy: acknowledged ${index}`)
    for (const text of acknowledged) await hasty.write([insert(text)])
    const another = open(file, 0)
    for (const text of acknowledged) expect(await count(text, another)).toBe(1)
    expect(await count('busy: refused', another)).toBe(0)
    await another.write([insert('busy: the lock is free')])
  })
})

test.runIf(existsSync('/proc/self/fd'))('a thousand refused writes leave no file handle open', async () => {
  const path = join(folder, 'handles.db')
  const one = open(path)
  await one.write([{ sql: 'CREATE TABLE notes (text TEXT UNIQUE) STRICT' }, insert('taken')])
  const before = handlesOn(path)
  for (let round = 0; round < 1_000; round++)
    await expect(one.write([insert('taken')])).rejects.toMatchObject({ kind: 'unique' })
  for (let round = 0; round < 100; round++)
    await expect(one.query('SELECT * FROM nowhere')).rejects.toMatchObject({ kind: 'invalid' })
  const hasty = open(path, 0)
  const release = holdLock(path)
  const held = handlesOn(path)
  for (let round = 0; round < 20; round++)
    await expect(hasty.write([insert('late')])).rejects.toMatchObject({ kind: 'unavailable' })
  release()
  expect(held).toBeLessThanOrEqual(before + 3)
  expect(handlesOn(path)).toBeLessThanOrEqual(before + 6)
})

function handlesOn(path: string): number {
  return readdirSync('/proc/self/fd').filter((name) => targetOf(`/proc/self/fd/${name}`)?.startsWith(path)).length
}

/** The handle by which the folder is read is gone again. */
function targetOf(link: string): string | undefined {
  try {
    return readlinkSync(link)
  } catch {
    return undefined
  }
}

test('two connections that write at once lose nothing', async () => {
  const [one, two] = [open(), open()]
  const writes = Array.from({ length: 200 }, (_, index) => (index % 2 ? one : two).write([insert(`both ${index}`)]))
  await Promise.all(writes)
  const [row] = await open().query<{ n: number }>("SELECT COUNT(*) AS n FROM notes WHERE text LIKE 'both %'")
  expect(row?.n).toBe(200)
})

describe('a file that is removed or replaced while it is open', () => {
  test.each([
    ['at once', async () => {}],
    ['also after an error', async (one: Database) => one.query('SELECT * FROM nowhere').catch(() => {})],
  ])('is unavailable from then on, %s, and never recreated', async (_, before) => {
    const moving = join(folder, 'moving.db')
    const one = open(moving)
    await one.write([{ sql: 'CREATE TABLE t (a INTEGER)' }])
    await before(one)
    renameSync(moving, `${moving}.away`)
    await expect(one.query('SELECT 1')).rejects.toMatchObject({ kind: 'unavailable' })
    await expect(one.write([{ sql: 'INSERT INTO t VALUES (1)' }])).rejects.toMatchObject({ kind: 'unavailable' })
    expect(statSync(moving, { throwIfNoEntry: false })).toBeUndefined()
    writeFileSync(moving, '')
    await expect(one.query('SELECT 1')).rejects.toMatchObject({ message: expect.stringContaining('replaced') })
    renameSync(`${moving}.away`, moving)
    expect(await one.query('SELECT COUNT(*) AS n FROM t')).toEqual([{ n: 0 }])
    one.close()
    for (const name of [moving, `${moving}.away`, `${moving}-wal`, `${moving}-shm`]) rmSync(name, { force: true })
  })
})

describe('a log that is removed, replaced or cut while it is open', () => {
  async function openNotes(name: string) {
    const path = join(folder, name)
    const one = open(path, 200)
    await one.write([{ sql: 'CREATE TABLE notes (text TEXT) STRICT' }])
    for (let number = 0; number < 20; number++) await one.write([insert(`kept ${number}`)])
    return { path, one }
  }
  const read = 'SELECT COUNT(*) AS n FROM notes'

  test.each([['-wal'], ['-shm']])(
    '%s: no read and no write from then on, with the cure that saves all',
    async (end) => {
      const { path, one } = await openNotes(`gone${end}.db`)
      renameSync(`${path}${end}`, `${path}.away`)
      const cure = expect.stringContaining('stop this program gracefully (SIGTERM')
      await expect(one.write([insert('late')])).rejects.toMatchObject({ kind: 'unavailable', message: cure })
      await expect(one.query(read)).rejects.toMatchObject({ message: cure })
      writeFileSync(`${path}${end}`, '')
      await expect(one.proveWritable()).rejects.toMatchObject({ message: cure })
      renameSync(`${path}.away`, `${path}${end}`)
      await one.write([insert('after')])
      expect(await one.query(read)).toEqual([{ n: 21 }])
    },
  )

  test('cut: damaged from then on, for what it held is lost', async () => {
    const { path, one } = await openNotes('cut-log.db')
    truncateSync(`${path}-wal`, Math.floor(statSync(`${path}-wal`).size / 2))
    const cure = expect.stringMatching(/damaged .*restore it from a backup/)
    await expect(one.write([insert('late')])).rejects.toMatchObject({ kind: 'unavailable', message: cure })
    await expect(one.query(read)).rejects.toMatchObject({ message: cure })
  })

  test('emptied by a checkpoint: nothing is wrong with it', async () => {
    const { path, one } = await openNotes('checkpoint.db')
    await open(path).query('PRAGMA wal_checkpoint(TRUNCATE)')
    expect(statSync(`${path}-wal`).size).toBe(0)
    await one.write([insert('after')])
    expect(await one.query(read)).toEqual([{ n: 21 }])
  })
})

test('a log that was removed after a crash is missed: what it held is not left out in silence', async () => {
  const path = join(folder, 'crashed.db')
  const one = open(path)
  await one.write([{ sql: 'CREATE TABLE notes (text TEXT) STRICT' }])
  const copy = join(folder, 'crashed-copy.db')
  const copyPart = (end: string) => writeFileSync(copy + end, readFileSync(path + end))
  for (const end of ['', '-shm']) copyPart(end)
  await expect(open(copy).query('SELECT 1')).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringContaining(`put ${copy}-wal back`),
  })
  copyPart('-wal')
  expect(await open(copy).query('SELECT COUNT(*) AS n FROM notes')).toEqual([{ n: 0 }])
})

describe('a file that is damaged', () => {
  async function makeNotes(name: string) {
    const path = join(folder, name)
    const one = open(path, 200)
    await one.write([{ sql: 'CREATE TABLE notes (text TEXT) STRICT' }])
    for (let number = 0; number < 200; number++) await one.write([insert(`${number} `.repeat(200))])
    await one.query('PRAGMA wal_checkpoint(TRUNCATE)')
    return { path, one }
  }
  const cure = expect.stringMatching(/damaged .*restore it from a backup/)

  test('by a cut is so from the next call on, also for writes to pages that are left', async () => {
    const { path, one } = await makeNotes('cut.db')
    truncateSync(path, 8_192)
    await expect(one.write([insert('late')])).rejects.toMatchObject({ kind: 'unavailable', message: cure })
    await expect(one.query('SELECT 1')).rejects.toMatchObject({ message: cure })
  })

  test('by a VACUUM is not damaged', async () => {
    const { path, one } = await makeNotes('vacuum.db')
    await one.write([{ sql: 'DELETE FROM notes' }])
    const driver = new Driver(path)
    driver.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)')
    expect(statSync(path).size).toBeLessThan(20_000)
    await one.write([insert('after')])
    expect(await one.query('SELECT COUNT(*) AS n FROM notes')).toEqual([{ n: 1 }])
  })

  test('is found by the check at the start, and when a damaged page is met', async () => {
    const { path } = await makeNotes('zeros.db')
    const bytes = readFileSync(path)
    bytes.fill(0xff, 4_096 * 3, 4_096 * 6)
    const copy = join(folder, 'zeros-copy.db')
    writeFileSync(copy, bytes)
    await expect(open(copy).proveSound()).rejects.toMatchObject({ kind: 'unavailable', message: cure })
    const met = open(copy)
    await expect(met.query('SELECT text FROM notes')).rejects.toMatchObject({ message: cure })
    await expect(met.write([insert('late')])).rejects.toMatchObject({ message: cure })
  })

  test('that is no database says so, and one that is whole passes', async () => {
    const { path, one } = await makeNotes('whole-copy.db')
    await one.proveSound()
    const text = join(folder, 'text.db')
    writeFileSync(text, 'no database '.repeat(1_000))
    await expect(open(text).query('SELECT 1')).rejects.toMatchObject({ message: cure })
    expect(statSync(path).size).toBeGreaterThan(0)
  })

  test('by being emptied keeps its log, which SQLite would remove', async () => {
    const { path, one } = await makeNotes('emptied.db')
    await one.write([insert('in the log')])
    truncateSync(path, 0)
    await expect(one.write([insert('late')])).rejects.toMatchObject({ message: cure })
    await expect(open(path).query('SELECT 1')).rejects.toMatchObject({ message: expect.stringContaining('is empty') })
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0)
  })
})

test('the proof that a write would succeed leaves nothing behind but room in the log', async () => {
  const before = statSync(`${file}-wal`).size
  const tables = await database.query('SELECT name FROM sqlite_master')
  await database.proveWritable()
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(before + 150_000)
  await database.write([insert('proved')])
  await database.proveWritable()
  expect(await count('proved', open())).toBe(1)
  expect(await database.query('SELECT name FROM sqlite_master')).toEqual(tables)
})

test('a proof that a write would succeed holds for a second, so that asking often takes no lock; the next write ends it', async () => {
  const path = join(folder, 'often.db')
  // A hundred times slower, so that a busy machine is within the second.
  const clock = { ...systemClock, monotonicMs: () => systemClock.monotonicMs() / 100 }
  const one = openLocal({ file: path, synchronous: 'NORMAL', clock, random: Math.random, busyPatienceMs: 5 })
  opened.push(one)
  await one.write([{ sql: 'CREATE TABLE notes (text TEXT) STRICT' }])
  await one.proveWritable()
  const letGo = holdLock(path)
  await one.proveWritable()
  await expect(one.write([insert('late')])).rejects.toMatchObject({ kind: 'unavailable' })
  await expect(one.proveWritable()).rejects.toMatchObject({ kind: 'unavailable' })
  letGo()
  await one.proveWritable()
})
