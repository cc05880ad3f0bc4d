// The proof behind the write form: writers in contention are killed, and every acknowledged write is in the file.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import Driver from 'libsql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { eventually } from '../../support/eventually.ts'

const contentionMs = process.env['STOREPLANE_LONG'] === '1' ? 5_000 : 2_000
const script = join(import.meta.dirname, '../fixtures/write-until-killed.ts')

const writers: ChildProcess[] = []
let files: TestDatabase
beforeAll(async () => {
  files = await makeDatabase()
  await files.database.write([{ sql: 'CREATE TABLE written (writer TEXT, number INTEGER) STRICT' }])
})
afterAll(() => {
  for (const child of writers) child.kill('SIGKILL')
  files.remove()
})

type Writer = { name: string; child: ChildProcess; acknowledged: number; refused: boolean; ended: boolean }

function start(name: string, how: 'framed' | 'unframed'): Writer {
  const child = spawn(process.execPath, ['--import', 'tsx', script, files.file, name, how], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  writers.push(child)
  const writer = { name, child, acknowledged: 0, refused: false, ended: false }
  // A number is written again until it is acknowledged, so as many lines as came, so many numbers from 0 were.
  child.stdout.on('data', (part: Buffer) => {
    writer.acknowledged += part.filter((byte) => byte === 10).length
    writer.refused ||= part.includes('.')
  })
  child.on('close', () => {
    writer.ended = true
  })
  return writer
}

/** All of them write at once for `durationMs`, with `enough` each; then they are killed in the middle of it. */
async function contend(all: Writer[], durationMs: number, enough: number): Promise<void> {
  await eventually(() => all.every(({ acknowledged }) => acknowledged > 0), { what: 'all to write' })
  const untilMs = performance.now() + durationMs
  await eventually(() => performance.now() >= untilMs && all.every(({ acknowledged }) => acknowledged >= enough), {
    deadlineMs: durationMs + 15_000,
    what: `${enough} writes of each`,
  })
  for (const { child } of all) child.kill('SIGKILL')
  await eventually(() => all.every(({ ended }) => ended), { what: 'all to have ended' })
}

async function lossOf({ name, acknowledged }: Writer): Promise<number> {
  const [row] = await files
    .another()
    .query<{ n: number }>('SELECT COUNT(DISTINCT number) AS n FROM written WHERE writer = ? AND number < ?', [
      name,
      acknowledged,
    ])
  return acknowledged - (row?.n ?? 0)
}

async function losses(all: Writer[]): Promise<{ acknowledged: number; lost: number }> {
  const lost = await Promise.all(all.map(lossOf))
  return { acknowledged: sum(all.map((writer) => writer.acknowledged)), lost: sum(lost) }
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)

test('four processes that write at once and are killed with SIGKILL lose no acknowledged write of thousands', async () => {
  const all = ['a', 'b', 'c', 'd'].map((name) => start(name, 'framed'))
  await contend(all, contentionMs, 250)
  const { acknowledged, lost } = await losses(all)
  expect(lost).toBe(0)
  expect(acknowledged).toBeGreaterThanOrEqual(1_000)
  console.log(`killed writers: ${acknowledged} acknowledged, ${lost} lost`)
  const [check] = await files.another().query('PRAGMA integrity_check')
  expect(check).toEqual({ integrity_check: 'ok' })
})

test('the same proof sees the loss of a writer that does not frame its statements and was refused once', async () => {
  const holder = new Driver(files.file)
  holder.exec('BEGIN IMMEDIATE')
  const writer = start('unframed', 'unframed')
  await eventually(() => writer.refused, { what: 'the writer to meet the lock' })
  holder.exec('COMMIT')
  holder.close()
  await eventually(() => writer.acknowledged >= 200, { what: '200 writes' })
  writer.child.kill('SIGKILL')
  await eventually(() => writer.ended, { what: 'it to have ended' })
  const { acknowledged, lost } = await losses([writer])
  console.log(`a writer that does not frame: ${acknowledged} acknowledged, ${lost} lost`)
  expect(lost).toBeGreaterThan(0)
})
