// A poller that goes on ticking: what an outage of the database has left behind does not keep a store waiting.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../../../poller/process/run.ts'
import { systemClock } from '../../../shared/clock.ts'
import { type Database, DatabaseError, type Statement } from '../../../shared/database/database.ts'
import { ClusterError } from '../../../shared/kubernetes/cluster-error.ts'
import { createStore, localCaller } from '../../../shared/stores/index.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { eventually } from '../../support/eventually.ts'
import { quietLog } from '../../support/quiet-log.ts'
import { config } from '../ticking.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await makeDatabase()
})
afterAll(() => db.remove())

const isClaim = ([first]: Statement[]) => first?.sql.includes('lease_token = lease_token + 1') === true
const isResume = ([first]: Statement[]) => first?.sql.includes('SET last_observed_at = NULL') === true

/** The first claim is refused, and carried out all the same, right after the poller has taken stock of the outage. */
function lateClaims(): Database {
  let late: Statement[] | null = null
  let refused = false
  return {
    ...db.database,
    write: async (statements) => {
      if (isClaim(statements) && !refused) {
        refused = true
        late = statements
        throw new DatabaseError('unavailable', 'nobody waited for the answer')
      }
      const results = await db.database.write(statements)
      if (isResume(statements) && late) await db.database.write(late)
      return results
    },
  }
}

test('a claim that the database carries out after the poller has given it up is given back at once, not when its lease is over', async () => {
  const { id } = await createStore(db.database, {
    name: 'late',
    engine: 'medusa',
    caller: localCaller,
    requestId: null,
  })
  const stop = new AbortController()
  let connected = 0
  const deps = {
    database: lateClaims(),
    config,
    holder: 'mine',
    clock: systemClock,
    log: quietLog,
    liveness: { beat: () => undefined },
    heartbeat: {
      beatWhenOld: async () => undefined,
      clusterAnswered: async () => undefined,
      clusterFailed: async () => undefined,
      countTick: () => undefined,
    },
    connect: () => {
      connected++
      return Promise.reject(new ClusterError('unreachable', 'no cluster here'))
    },
    stop: stop.signal,
  }
  const ended = run({ do: 'watch' }, deps)
  await eventually(() => connected > 0, { deadlineMs: 10_000, what: `a claim of ${id} that is worked on` })
  stop.abort()
  expect(await ended).toBe(0)
  expect(config.leaseTtlMs).toBeGreaterThan(10_000)
})
