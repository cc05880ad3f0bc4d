// A store that cannot be processed: it says why, is retried with pauses, and keeps no other waiting.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Database, DatabaseError } from '../../../shared/database/database.ts'
import { ClusterError } from '../../../shared/kubernetes/cluster-error.ts'
import { getStore, listEvents, localCaller } from '../../../shared/stores/index.ts'
import { captureLog } from '../../support/captured-log.ts'
import { clearStores } from '../../support/clear-stores.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { placeStore } from '../../support/place-store.ts'
import { bindsOf } from '../statements.ts'
import { emptyCluster, runTick } from '../ticking.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await makeDatabase()
})
afterAll(() => db.remove())
beforeEach(() => clearStores(db.database))

const read = (id: string) => getStore(db.database, id, localCaller)
const stepsEnded = async (storeId: string) =>
  (await listEvents(db.database, { caller: localCaller, storeId, after: 0, limit: 100 }))
    .filter(({ kind }) => kind === 'step')
    .map(({ step }) => step)

/** A webhook refuses one namespace. */
const refusing = (namespace: string) =>
  emptyCluster({
    createNamespace: async ({ name }) => {
      if (name === namespace) throw new ClusterError('refused', 'POST namespaces: denied by a webhook', { status: 400 })
      return 'created'
    },
  })

test('it is one more failed attempt of its own, no outage, and the others go on', async () => {
  const [strange, other] = [await placeStore(db.database), await placeStore(db.database)]
  const report = await runTick({ database: db.database, cluster: refusing(strange.namespace) })
  expect(report).toEqual({ claimed: expect.any(Number), failedAttempts: 1, outage: null })
  expect(await read(strange.id)).toMatchObject({
    leaseExpiresAt: null,
    operation: {
      attempts: 1,
      message: expect.stringMatching(/\(attempt 1 of 8\): POST namespaces: denied by a webhook/),
    },
  })
  expect((await read(other.id)).operation).toMatchObject({ step: 'volumes' })
})

test('given up, it has failed at the step to which it came, and no later one is said to have ended', async () => {
  const { id, namespace } = await placeStore(db.database, { operation: { attempts: 7 } })
  await runTick({ database: db.database, cluster: refusing(namespace) })
  expect(await read(id)).toMatchObject({ status: 'FAILED', failureCode: 'retries_exhausted' })
  expect(await stepsEnded(id)).toEqual(['queued'])
  expect(await db.database.query('SELECT step, state FROM operations')).toEqual([
    { step: 'namespace', state: 'failed' },
  ])
})

test('one at a step that only a later version knows ends no tick', async () => {
  await db.database.write([{ sql: `INSERT INTO steps (kind, step, place) VALUES ('create', 'dns', 75)` }])
  const strange = await placeStore(db.database, { store: { queue: 'check' }, operation: { step: 'dns' } })
  const other = await placeStore(db.database)
  const report = await runTick({ database: db.database })
  expect(report).toMatchObject({ outage: null })
  expect(await read(strange.id)).toMatchObject({ leaseExpiresAt: null })
  expect((await read(other.id)).operation).toMatchObject({ step: 'volumes' })
})

test('one whose row refuses what is written of it waits a minute, and is no outage', async () => {
  const [strange, other] = [await placeStore(db.database), await placeStore(db.database)]
  const database: Database = {
    ...db.database,
    write: async (statements) => {
      const isRefused = statements.map(bindsOf).some((binds) => 'message' in binds && binds['store_id'] === strange.id)
      if (isRefused) throw new DatabaseError('constraint', 'CHECK constraint failed')
      return db.database.write(statements)
    },
  }
  const { log, lines } = captureLog()
  expect(await runTick({ database, log })).toMatchObject({ failedAttempts: 1, outage: null })
  expect((await read(other.id)).operation).toMatchObject({ step: 'volumes' })
  const { leaseExpiresAt, dueAt, createdAt } = await read(strange.id)
  expect(leaseExpiresAt).toBeNull()
  expect((dueAt ?? 0) - createdAt).toBeGreaterThanOrEqual(60_000)
  expect(lines().map(({ msg }) => msg)).toContain('store.write_refused')
})
