// How long a holder trusts its leases, when the database does not answer and when the poller stops.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { claim, keepLeases, type Lease } from '../../../poller/leases/index.ts'
import { systemClock } from '../../../shared/clock.ts'
import { createStore, localCaller } from '../../../shared/stores/index.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { quietLog } from '../../support/quiet-log.ts'

let db: TestDatabase
let serial = 0
beforeAll(async () => {
  db = await makeDatabase()
})
afterAll(() => db.remove())
beforeEach(() => db.database.write([{ sql: 'DELETE FROM events' }, { sql: 'DELETE FROM stores' }]))

const ttlMs = 1_000

async function claimOne() {
  await createStore(db.database, {
    name: `shop-${++serial}`,
    engine: 'woocommerce',
    caller: localCaller,
    requestId: null,
  })
  const sentAtMs = systemClock.monotonicMs()
  const [store] = await claim(db.database, { holder: 'a', ttlMs, free: { install: 1, uninstall: 0, check: 0 } })
  if (store === undefined) throw new Error('nothing was due')
  return { store, sentAtMs }
}

const aborted = ({ signal }: Lease) =>
  new Promise<number>((resolve) => signal.addEventListener('abort', () => resolve(systemClock.monotonicMs())))

test.each([
  ['refuses', () => Promise.reject(new Error('away'))],
  ['never answers', () => new Promise<never>(() => undefined)],
])(
  'while the database %s trust ends early enough for a Helm to take its whole grace within the lease',
  async (_, answer) => {
    const { store, sentAtMs } = await claimOne()
    const database = { ...db.database, write: answer, query: answer }
    const keeper = keepLeases({ database, holder: 'a', ttlMs, graceMs: 300, clock: systemClock, log: quietLog })
    const atMs = await aborted(keeper.hold(store, sentAtMs))
    expect(atMs - sentAtMs).toBeGreaterThanOrEqual(ttlMs * 0.9 - 300)
    expect(atMs - sentAtMs + 300).toBeLessThan(ttlMs)
    keeper.close()
  },
)

test('a lease that comes in after the poller was told to stop is not worked on', async () => {
  const keeper = keepLeases({ database: db.database, holder: 'a', ttlMs, clock: systemClock, log: quietLog })
  keeper.abortAll('the poller stops')
  const { store, sentAtMs } = await claimOne()
  expect(keeper.hold(store, sentAtMs).signal.reason).toBe('the poller stops')
  keeper.close()
})
