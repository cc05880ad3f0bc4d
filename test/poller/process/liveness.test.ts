// How a poller shows that it turns, and how one that does not is noticed.
import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { alive } from '../../../poller/process/alive.ts'
import { openLiveness } from '../../../poller/process/liveness.ts'
import { run } from '../../../poller/process/run.ts'
import { systemClock } from '../../../shared/clock.ts'
import { type Database, DatabaseError } from '../../../shared/database/database.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { eventually } from '../../support/eventually.ts'
import { movableClock } from '../../support/movable-clock.ts'
import { placeStore } from '../../support/place-store.ts'
import { quietLog } from '../../support/quiet-log.ts'
import { isClaim } from '../statements.ts'
import { helmThat, runTick, tickDeps } from '../ticking.ts'

let folder: string
let db: TestDatabase
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-liveness-'))
  db = await makeDatabase()
})
afterAll(() => {
  db.remove()
  rmSync(folder, { recursive: true, force: true })
})

function askAlive(file: string): { code: number; said: string } {
  let said = ''
  const print = (line: string) => {
    said += line
  }
  return { code: alive({ environment: { LIVENESS_FILE: file }, directory: '/', clock: systemClock, print }), said }
}

test('--alive says 0 while the file is fresh, 1 once it is a minute old or was never there', () => {
  const file = join(folder, 'age')
  expect(askAlive(file)).toEqual({ code: 1, said: `not alive: no poller has begun to keep ${file}` })
  writeFileSync(file, '')
  expect(askAlive(file).code).toBe(0)
  const then = (systemClock.nowMs() - 61_000) / 1_000
  utimesSync(file, then, then)
  expect(askAlive(file).code).toBe(1)
  expect(askAlive(file).said).toMatch(/^not alive: .* turned 61 s ago .* must within 60 s$/)
})

test('--alive without a file ends with 2 and the cure', () => {
  expect(() => alive({ environment: {}, directory: '/', clock: systemClock, print: () => {} })).toThrow(
    /LIVENESS_FILE is not set: set/,
  )
})

test('the file is touched at a beat, once a second at most', () => {
  const file = join(folder, 'beat')
  const { clock, pass } = movableClock()
  const liveness = openLiveness({ file, serviceManager: undefined, clock, log: quietLog })
  const long = new Date(0)
  const touchedBy = (action: () => void) => {
    utimesSync(file, long, long)
    action()
    return statSync(file).mtimeMs > 0
  }
  liveness.ready()
  expect(touchedBy(liveness.beat)).toBe(true)
  expect(touchedBy(liveness.beat)).toBe(false)
  pass(1_000)
  expect(touchedBy(liveness.beat)).toBe(true)
})

test('a file that cannot be written is refused at the start with the cure', () => {
  const file = join(folder, 'no-such-folder', 'file')
  const liveness = openLiveness({ file, serviceManager: undefined, clock: systemClock, log: quietLog })
  expect(liveness.ready).toThrow(`LIVENESS_FILE: cannot write ${file} (ENOENT); name a file in a folder`)
})

test('work that never ends stops the beat once all its deadlines are over, though the loop still turns', async () => {
  const { clock, pass } = movableClock()
  await placeStore(db.database)
  let [beats, turns] = [0, 0]
  const database: Database = {
    ...db.database,
    write: (statements) => {
      if (isClaim(statements)) turns++
      return db.database.write(statements)
    },
  }
  let end: (() => void) | undefined
  const helm = helmThat(
    () =>
      new Promise((resolve) => {
        end = () => resolve({ outcome: 'ok', output: '' })
      }),
  )
  const stop = new AbortController()
  const ticking = runTick({ database, clock, helm, beat: () => beats++, stop: stop.signal })
  await eventually(() => end !== undefined && beats > 2)
  pass(700_000)
  const [turnsThen, beatsThen] = [turns, beats]
  await eventually(() => turns > turnsThen + 2)
  expect(beats).toBeLessThanOrEqual(beatsThen + 1)
  stop.abort()
  end?.()
  await ticking
})

test('a database that is away is no death: the loop turns, and says so', async () => {
  const stop = new AbortController()
  let beats = 0
  const away = () => Promise.reject(new DatabaseError('unavailable', 'gone'))
  const deps = {
    ...tickDeps({ database: { ...db.database, query: away, write: away }, stop: stop.signal }),
    liveness: { beat: () => beats++ },
  }
  const running = run({ do: 'watch' }, deps)
  await eventually(() => beats > 4)
  stop.abort()
  expect(await running).toBe(0)
})
