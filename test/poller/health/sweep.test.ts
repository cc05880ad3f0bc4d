// A sweep over real rows: which stores it looks at, what it writes of them, and what one strange store costs (nothing).
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { assess } from '../../../poller/health/assess.ts'
import { write } from '../../../poller/health/write.ts'
import { ClusterError } from '../../../shared/kubernetes/cluster-error.ts'
import type { KubeObject } from '../../../shared/kubernetes/open-cluster.ts'
import { markSafe } from '../../../shared/safe-text.ts'
import { getStore, listEvents, localCaller, requestDeletion, requestRetry } from '../../../shared/stores/index.ts'
import { clearStores } from '../../support/clear-stores.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { leaseStore, placeStore, setRow } from '../../support/place-store.ts'
import { quietLog } from '../../support/quiet-log.ts'
import { deployed, ready } from '../operations/observed.ts'
import { emptyCluster, runTick } from '../ticking.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await makeDatabase()
})
afterAll(() => db.remove())
beforeEach(() => clearStores(db.database))

const read = (id: string) => getStore(db.database, id, localCaller)
const sweepOnce = (list?: (resource: string) => KubeObject[]) =>
  runTick({
    database: db.database,
    config: { checkIntervalMs: 60_000 },
    ...(list
      ? { cluster: emptyCluster({ list: async ({ resource }) => ({ items: list(resource), serverTimeMs: 0 }) }) }
      : {}),
  })

test('it looks at READY stores and those that failed in the last day, of its own cluster, and at no other', async () => {
  const ready = await placeStore(db.database, { status: 'READY' })
  const failed = await placeStore(db.database, { status: 'FAILED', store: { recoverable: 1 } })
  const other = await placeStore(db.database, { status: 'READY', store: { cluster: 'elsewhere' } })
  const old = await placeStore(db.database, { status: 'FAILED', store: { recoverable: 1, failed_at: 1 } })
  const asleep = await placeStore(db.database, { status: 'SUSPENDED' })
  await sweepOnce()
  expect(await read(ready.id)).toMatchObject({ health: 'degraded' })
  expect(await read(failed.id)).toMatchObject({ recoverable: false })
  expect(await read(other.id)).toMatchObject({ health: 'healthy' })
  expect(await read(old.id)).toMatchObject({ recoverable: true })
  expect(await read(asleep.id)).toMatchObject({ status: 'SUSPENDED', health: null })
})

test('a store is left alone while the Helm of a cancelled operation may still work on it', async () => {
  const { id } = await placeStore(db.database, { status: 'FAILED', store: { recoverable: 1 } })
  await leaseStore(db.database, id)
  await sweepOnce()
  expect(await read(id)).toMatchObject({ recoverable: true })
  await leaseStore(db.database, id, { inMs: -1 })
  await db.database.write([{ sql: 'DELETE FROM leases' }])
  await sweepOnce()
  expect(await read(id)).toMatchObject({ recoverable: false })
})

test('a finding is dropped where a request has changed the store since it was observed', async () => {
  const seen = { ...deployed, readiness: ready, url: { ok: true } } as const
  for (const request of [requestRetry, requestDeletion]) {
    const store = await placeStore(db.database, { status: 'FAILED' })
    const changed = await request(db.database, { id: store.id, caller: localCaller, requestId: null })
    const findings = assess({ store, seen, failedRecheck: 'ready' })
    await write({ store, findings, redact: markSafe }, { database: db.database, log: quietLog })
    expect(await read(store.id)).toEqual(changed)
  }
})

test('health that changed is one event, and the same again writes nothing', async () => {
  const { id } = await placeStore(db.database, { status: 'READY', store: { key_id: null } })
  for (let sweeps = 0; sweeps < 2; sweeps++) {
    await sweepOnce()
    await db.database.write([{ sql: 'DELETE FROM leases' }])
  }
  const events = await listEvents(db.database, { caller: localCaller, storeId: id, after: 0, limit: 100 })
  expect(events.filter(({ kind }) => kind === 'health')).toEqual([
    expect.objectContaining({ message: expect.stringMatching(/^degraded: Its namespace is gone/), actor: 'poller' }),
  ])
})

test('a store that cannot be observed, and one whose row refuses the finding, keep no other from being looked at', async () => {
  const [first, second, third] = await Promise.all(
    ['a', 'b', 'c'].map((name) => placeStore(db.database, { name, status: 'READY' })),
  )
  if (!first || !second || !third) throw new Error('three stores were placed')
  await db.database.write([
    {
      sql: `CREATE TRIGGER refuse BEFORE UPDATE OF health ON stores WHEN OLD.id = '${second.id}'
        BEGIN SELECT RAISE(ABORT, 'illegal transition: a test'); END`,
    },
  ])
  try {
    expect(
      await sweepOnce((resource) => (resource === 'namespaces' ? [strangeNamespaceOf(first.id)] : [])),
    ).toMatchObject({
      outage: null,
    })
  } finally {
    await db.database.write([{ sql: 'DROP TRIGGER refuse' }])
  }
  expect(await read(first.id)).toMatchObject({ health: 'healthy' })
  expect(await read(second.id)).toMatchObject({ health: 'healthy' })
  expect(await read(third.id)).toMatchObject({ health: 'degraded' })
})

/** Its conditions are of a shape that nobody thought of. */
function strangeNamespaceOf(id: string): KubeObject {
  return {
    metadata: {
      name: `store-${id}`,
      uid: 'u',
      labels: { 'storeplane.dev/store': id, 'storeplane.dev/installation': 'test' },
    },
    status: { conditions: 7 },
  }
}

test('one that met an outage is made up for by the next tick', async () => {
  const { id } = await placeStore(db.database, { status: 'READY', store: { key_id: null } })
  const down = () => Promise.reject(new ClusterError('unreachable', 'Kubernetes API unreachable'))
  const sweeping = { database: db.database, config: { checkIntervalMs: 60_000 } }
  expect(await runTick({ ...sweeping, connect: down })).toMatchObject({
    outage: 'Waiting for the cluster: Kubernetes API unreachable',
  })
  expect(await runTick(sweeping)).toMatchObject({ outage: null })
  expect(await read(id)).toMatchObject({ health: 'degraded' })
})

test('without a store to look after the cluster is not asked', async () => {
  const { id } = await placeStore(db.database, { status: 'SUSPENDED' })
  await setRow(db.database, id, { store: { suspended: 1 } })
  const connect = () => Promise.reject(new Error('asked the cluster'))
  expect(await runTick({ database: db.database, config: { checkIntervalMs: 60_000 }, connect })).toMatchObject({
    outage: null,
  })
})
