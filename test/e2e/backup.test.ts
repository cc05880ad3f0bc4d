// A backup taken from under running functions is the database of one moment, and a poller goes on from it.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../shared/clock.ts'
import type { Database } from '../../shared/database/database.ts'
import { openLocal } from '../../shared/database/open-local.ts'
import { eventually } from '../support/eventually.ts'
import { startProgram } from '../support/process.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
const opened: Database[] = []
beforeAll(async () => {
  stack = await startStack()
})
afterAll(async () => {
  for (const database of opened) database.close()
  await stack.stop()
})

async function backup(file: string, environment: Record<string, string> = {}) {
  const env = { ...stack.environment, ...environment }
  const program = startProgram('storeplane', ['admin', 'backup', file], { cwd: stack.folder, env })
  return { code: await program.ended, output: program.output() }
}

function open(file: string): Database {
  const database = openLocal({ file, synchronous: 'NORMAL', clock: systemClock, random: Math.random })
  opened.push(database)
  return database
}

const lastEvent = async (database: Database) =>
  Number((await database.query('SELECT MAX(id) AS last FROM events'))[0]?.['last'])

const history = (database: Database, upTo: number) =>
  database.query('SELECT id, store_id, at, kind, to_status FROM events WHERE id <= :up_to ORDER BY id', { up_to: upTo })

/** Keeps the functions writing until it is told to end. */
function writeOn(): { end(): Promise<void> } {
  let goesOn = true
  const write = async (writer: number) => {
    for (let turn = 0; goesOn; turn++) {
      const { id } = await stack.create(`busy-${writer}-${turn}`)
      expect((await stack.call('DELETE', `/api/v1/stores/${id}`)).status).toBe(202)
    }
  }
  const writers = [write(1), write(2), write(3)]
  return {
    end: async () => {
      goesOn = false
      await Promise.all(writers)
    },
  }
}

test('a backup under load is whole, private, and the database of one moment; restored in a new place a poller goes on from it', async () => {
  const kept = [await stack.create('kept-one'), await stack.create('kept-two', 'medusa')].map(({ id }) => id)
  const writing = writeOn()
  const before = await eventually(async () => {
    const last = await lastEvent(stack.database)
    return last > 20 && last
  })
  const { code, output } = await backup('moment.db')
  const after = await eventually(async () => {
    const last = await lastEvent(stack.database)
    return last > before + 20 && last
  })
  await writing.end()
  expect(code, output).toBe(0)
  const file = join(stack.folder, 'moment.db')
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600')
  expect(readdirSync(stack.folder).filter((name) => name.includes('unfinished'))).toEqual([])

  mkdirSync(join(stack.folder, 'elsewhere'))
  const place = join(stack.folder, 'elsewhere', 'stores.db')
  copyFileSync(file, place)
  const restored = open(place)
  expect(await restored.query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  const last = await lastEvent(restored)
  expect(last).toBeGreaterThanOrEqual(before)
  expect(last).toBeLessThan(await lastEvent(stack.database))
  expect(after).toBeGreaterThan(before)
  expect(await history(restored, last)).toEqual(await history(stack.database, last))
  const [counts] = await restored.query<Record<string, number>>(
    `SELECT (SELECT COUNT(*) FROM stores) AS stores, (SELECT COUNT(*) FROM operations) AS operations,
      (SELECT COUNT(*) FROM events) AS events`,
  )
  const size = statSync(file).size
  const told = { file, bytes: size, ...counts, keys: 0 }
  const lines = Object.entries(told).map(([name, value]) => `${name.padEnd('operations'.length)}  ${value}\n`)
  expect(output).toBe(lines.join(''))
  // Each row is as its last transition left it: nothing is half in the copy.
  expect(
    await restored.query(`SELECT id FROM stores WHERE status <> (
      SELECT to_status FROM events WHERE store_id = stores.id AND kind = 'transition' ORDER BY id DESC LIMIT 1)`),
  ).toEqual([])
  expect(
    await restored.query(`SELECT id FROM operations WHERE finished_at IS NULL
      AND id IS NOT (SELECT operation_id FROM stores WHERE stores.id = store_id)`),
  ).toEqual([])

  const poller = stack.startPoller(['--watch'], { DATABASE_URL: `sqlite:///${place}` })
  const unsettled = `SELECT id FROM stores WHERE status NOT IN ('READY', 'DELETED')`
  await eventually(async () => (await restored.query(unsettled)).length === 0, {
    deadlineMs: 60_000,
    what: 'all settled',
  })
  const ready = await restored.query<{ id: string }>(`SELECT id FROM stores WHERE status = 'READY' ORDER BY id`)
  expect(ready.map(({ id }) => id)).toEqual(expect.arrayContaining(kept))
  await poller.stop()
})

test('an existing FILE is refused and left as it is', async () => {
  const file = join(stack.folder, 'precious.db')
  writeFileSync(file, 'precious')
  expect(await backup(file)).toMatchObject({ code: 1, output: expect.stringContaining('exists already') })
  expect(readFileSync(file, 'utf8')).toBe('precious')
})

test('where FILE cannot be made, or the copy cannot be finished, nothing is left behind', async () => {
  const nowhere = await backup(join(stack.folder, 'no-such-folder', 'copy.db'))
  expect(nowhere).toMatchObject({ code: 1, output: expect.stringContaining('ENOENT') })
  writeFileSync(join(stack.folder, 'empty.db'), '')
  const empty = await backup('copy.db', { DATABASE_URL: 'sqlite:///empty.db' })
  expect(empty).toMatchObject({ code: 1, output: expect.stringContaining('storeplane admin migrate') })
  const none = await backup('copy.db', { DATABASE_URL: 'sqlite:///none.db' })
  expect(none).toMatchObject({ code: 1, output: expect.stringContaining('there is no database at') })
  for (const name of ['copy.db', 'none.db']) expect(existsSync(join(stack.folder, name))).toBe(false)
})

test('of a libSQL server it says what to do instead, and shows no credential of its URL', async () => {
  const { code, output } = await backup('copy.db', { DATABASE_URL: 'https://user:pass-word@db.example.com/x' })
  expect(code).toBe(2)
  expect(output).toContain('https://db.example.com is a libSQL server')
  expect(output).not.toContain('pass-word')
})
