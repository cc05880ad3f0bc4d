// No credential of a store reaches a row, an event, a log line or the poller's own row, wherever the cluster or Helm says it.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHeartbeat } from '../../poller/process/heartbeat.ts'
import { systemClock } from '../../shared/clock.ts'
import { deriveCredentials } from '../../shared/credentials.ts'
import type { Database } from '../../shared/database/database.ts'
import { describeError } from '../../shared/errors.ts'
import type { Store } from '../../shared/stores/index.ts'
import { captureLog } from '../support/captured-log.ts'
import { clearStores } from '../support/clear-stores.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { base64, leaks } from '../support/leaks.ts'
import { placeStore } from '../support/place-store.ts'
import { quietLog } from '../support/quiet-log.ts'
import { hostileCluster, type Place, places } from './redaction/hostile.ts'
import { config, emptyCluster, runTick } from './ticking.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await makeDatabase()
})
afterAll(() => db.remove())

const key = config.secretKeys[0]
const secretsOf = ({ id }: Store) => (key ? deriveCredentials(key, id) : expect.fail('a key is configured'))

const encodings: Record<string, (secret: string) => string> = {
  plain: (secret) => secret,
  'URL-encoded': encodeURIComponent,
  base64,
  'base64 of a longer text': (secret) => base64(`DB_PASSWORD=${secret}\nDB_HOST=db`),
  'base64 of a longer text, one further': (secret) => base64(` DB_PASSWORD=${secret}\nDB_HOST=db`),
  'base64 of a longer text, two further': (secret) => base64(`  DB_PASSWORD=${secret}\nDB_HOST=db`),
}

const said = fc.record({
  purpose: fc.nat({ max: 13 }),
  encoding: fc.constantFrom(...Object.values(encodings)),
  before: fc.constantFrom('access denied: ', 'x', 'https://u:', '{"password":"'),
})

test.each(Object.entries(places))('%s', async (_, place) => {
  await fc.assert(
    fc.asyncProperty(said, async ({ purpose, encoding, before }) => {
      await clearStores(db.database)
      const store = await placeStore(db.database, place.placed)
      const secrets = secretsOf(store)
      const secret = Object.values(secrets)[purpose] ?? ''
      const found = await everythingAfter(store, place, `${before}${encoding(secret)} and so on`)
      expect(leaks(found, secrets)).toEqual([])
      if (place.isShown) expect(found).toContain('[redacted]')
    }),
    { numRuns: 5 },
  )
})

/**
 * Two ticks, for a fault that waits is remembered in between; then the log, what the ticks ended with, all rows, and all that
 * was ever written to them.
 */
async function everythingAfter(store: Store, place: Place, shout: string): Promise<string> {
  const { database, written } = recordingDatabase()
  const { log, text } = captureLog()
  const own = { ...config, chartPath: '/nonexistent' }
  const heartbeat = openHeartbeat({
    database,
    clock: systemClock,
    log: quietLog,
    pollerId: 'p',
    version: 'test',
    config: own,
  })
  const ends: string[] = []
  for (let ticks = 0; ticks < 2; ticks++) {
    const ticking = runTick({
      database,
      log,
      heartbeat,
      cluster: emptyCluster(hostileCluster(place, store, shout)),
      ...(place.helm ? { helm: place.helm(shout) } : {}),
      ...(place.connect ? { connect: () => place.connect?.(shout) ?? Promise.resolve() } : {}),
      config: { urlProbe: 'off', checkIntervalMs: place.placed.status === 'READY' ? 60_000 : 0 },
    })
    ends.push(await ticking.then((report) => JSON.stringify(report), describeError))
    await database.write([{ sql: 'DELETE FROM leases' }])
    await database.write([{ sql: 'UPDATE stores SET due_at = 1 WHERE due_at IS NOT NULL' }])
  }
  return [...ends, text(), ...written, await allRows()].join('\n')
}

function recordingDatabase(): { database: Database; written: string[] } {
  const written: string[] = []
  const write: Database['write'] = (statements) => {
    written.push(JSON.stringify(statements))
    return db.database.write(statements)
  }
  return { database: { ...db.database, write }, written }
}

async function allRows(): Promise<string> {
  const tables = await db.database.query<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table'`)
  const rows = tables.map(({ name }) => db.database.query(`SELECT * FROM ${name}`))
  return JSON.stringify(await Promise.all(rows))
}
