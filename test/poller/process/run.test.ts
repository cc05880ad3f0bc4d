// A poller that goes on ticking: what an outage of the database has left behind does not keep a store waiting, and what one
// store costs is not taken for an outage.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { run } from '../../../poller/process/run.ts'
import { type Clock, systemClock } from '../../../shared/clock.ts'
import { type Database, DatabaseError, type Statement } from '../../../shared/database/database.ts'
import { ClusterError } from '../../../shared/kubernetes/cluster-error.ts'
import { getStore, localCaller } from '../../../shared/stores/index.ts'
import { captureLog } from '../../support/captured-log.ts'
import { clearStores } from '../../support/clear-stores.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { eventually } from '../../support/eventually.ts'
import { placeStore, setRow } from '../../support/place-store.ts'
import { isClaim, isResume } from '../statements.ts'
import { config, emptyCluster, tickDeps } from '../ticking.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await makeDatabase()
})
afterAll(() => db.remove())
beforeEach(() => clearStores(db.database))

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

test('a claim that the database carries out after the poller has given it up is released at once, not when its lease is over', async () => {
  const { id } = await placeStore(db.database, { engine: 'medusa' })
  const stop = new AbortController()
  let connected = 0
  const connect = () => {
    connected++
    return Promise.reject(new ClusterError('unreachable', 'no cluster here'))
  }
  const ended = run({ do: 'watch' }, tickDeps({ database: lateClaims(), connect, stop: stop.signal }))
  await eventually(() => connected > 0, { deadlineMs: 10_000, what: `a claim of ${id} that is worked on` })
  stop.abort()
  expect(await ended).toBe(0)
  expect(config.leaseTtlMs).toBeGreaterThan(10_000)
})

/** Time goes as it does, but between two ticks nobody waits; how long a poller would have is kept. */
function impatient(stop: AbortSignal): { clock: Clock; pausesMs: number[] } {
  const pausesMs: number[] = []
  const sleep: Clock['sleep'] = (ms, signal) => {
    if (signal === stop) pausesMs.push(ms)
    return systemClock.sleep(signal === stop ? 1 : ms, signal)
  }
  return { clock: { ...systemClock, sleep }, pausesMs }
}

/** A removal that the cluster refuses in a way that nobody thought of, due again at each of the ticks. */
async function tickWith(error: Error, wantedTicks: number) {
  const { id, namespace } = await placeStore(db.database, { status: 'DELETING', store: { key_id: null } })
  const stop = new AbortController()
  const { clock, pausesMs } = impatient(stop.signal)
  const { log, lines } = captureLog()
  const labels = { 'storeplane.dev/store': id }
  const cluster = emptyCluster({
    list: async ({ resource }) => ({
      items: resource === 'namespaces' ? [{ metadata: { name: namespace, uid: 'u', labels } }] : [],
      serverTimeMs: 0,
    }),
    deleteNamespace: () => Promise.reject(error),
  })
  let [ticks, prepared] = [0, 0]
  const heartbeat = {
    countTick: () => {
      ticks++
    },
    beatWhenOld: async () => {
      if (prepared === ticks) return
      prepared = ticks
      await setRow(db.database, id, { store: { due_at: 1 } })
      if (ticks >= wantedTicks) stop.abort()
    },
  }
  const code = await run(
    { do: 'watch' },
    tickDeps({ database: db.database, cluster, clock, log, heartbeat, stop: stop.signal }),
  )
  return { code, pausesMs, lines: lines(), store: await getStore(db.database, id, localCaller) }
}

const longest = (pausesMs: number[]) => Math.max(...pausesMs)

test('one store that cannot be processed is no outage, and no other waits longer for its turn', async () => {
  const { lines, pausesMs, store } = await tickWith(new ClusterError('refused', 'DELETE namespaces: odd'), 6)
  expect(store.operation?.attempts).toBeGreaterThanOrEqual(4)
  expect(lines.map(({ msg }) => msg)).not.toContain('outage.began')
  expect(longest(pausesMs)).toBeLessThanOrEqual(1_000)
})

test('an outage is told once where it begins, and looked at a little later each time', async () => {
  const { lines, pausesMs, store } = await tickWith(new ClusterError('unreachable', 'DELETE namespaces: gone'), 6)
  expect(store.operation).toMatchObject({ attempts: 0, message: 'Waiting for the cluster: DELETE namespaces: gone' })
  expect(lines.filter(({ msg }) => msg === 'outage.began')).toHaveLength(1)
  expect(longest(pausesMs)).toBeGreaterThan(1_000)
  expect(longest(pausesMs)).toBeLessThanOrEqual(2_000)
})

test('a single tick in which a store could not be processed ends with 1, one in which all went well with 0', async () => {
  const { namespace } = await placeStore(db.database)
  const cluster = emptyCluster({
    createNamespace: async () => Promise.reject(new ClusterError('refused', `POST namespaces: ${namespace} is odd`)),
  })
  expect(await run({ do: 'tick' }, tickDeps({ database: db.database, cluster }))).toBe(1)
  expect(await run({ do: 'tick' }, tickDeps({ database: db.database }))).toBe(0)
})
