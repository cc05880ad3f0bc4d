// The proof behind the write form: writers in contention are killed, and every acknowledged write is in the file.
import { type ChildProcess, spawn } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { eventually } from '../../support/eventually.ts'

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

function start(name: string) {
  const script = 'test/shared/fixtures/write-until-killed.ts'
  const child = spawn(process.execPath, ['--import', 'tsx', script, files.file, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  writers.push(child)
  const writer = { name, child, acknowledged: 0, ended: false }
  let rest = ''
  child.stdout.on('data', (data) => {
    const lines = (rest + data).split('\n')
    rest = lines.pop() ?? ''
    writer.acknowledged += lines.length
  })
  child.on('close', () => {
    writer.ended = true
  })
  return writer
}

test('three processes that write at once and are killed with SIGKILL lose no acknowledged write', async () => {
  const all = ['a', 'b', 'c'].map(start)
  await eventually(() => all.every(({ acknowledged }) => acknowledged > 200), { what: 'all to have written' })
  for (const { child } of all) child.kill('SIGKILL')
  await eventually(() => all.every(({ ended }) => ended), { what: 'all to have ended' })
  for (const { name, acknowledged } of all) {
    const [row] = await files
      .another()
      .query<{ n: number }>('SELECT COUNT(*) AS n FROM written WHERE writer = ? AND number < ?', [name, acknowledged])
    expect(row?.n).toBe(acknowledged)
  }
})
