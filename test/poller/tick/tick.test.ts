// One tick, when something goes wrong in the middle: what runs ends in order, and no lease is lost or kept.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TickReport } from '../../../poller/tick/state.ts'
import { tick } from '../../../poller/tick/tick.ts'
import { systemClock } from '../../../shared/clock.ts'
import { type Database, DatabaseError, type Statement } from '../../../shared/database/database.ts'
import type { HelmResult } from '../../../shared/helm/open-helm.ts'
import { ClusterError } from '../../../shared/kubernetes/cluster-error.ts'
import { getStore, localCaller, requestDeletion } from '../../../shared/stores/index.ts'
import { clearStores } from '../../support/clear-stores.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { eventually } from '../../support/eventually.ts'
import { placeStore } from '../../support/place-store.ts'
import { isClaim, movesTo } from '../statements.ts'
import { emptyCluster, helmThat, runTick, tickDeps } from '../ticking.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await makeDatabase()
})
afterAll(() => db.remove())
beforeEach(() => clearStores(db.database))

const create = () => placeStore(db.database)
const read = (id: string) => getStore(db.database, id, localCaller)
const remove = (id: string) => requestDeletion(db.database, { id, caller: localCaller, requestId: null })
const heldLeases = () => db.database.query('SELECT id FROM stores WHERE lease_holder IS NOT NULL')

/** Helm for one store ends when the test says so; for every other at once. */
function helmThatWaits() {
  const waiting = new Map<string, (result: HelmResult) => void>()
  const helm = (slow: string) =>
    helmThat(({ release }) =>
      release === slow
        ? new Promise((resolve) => waiting.set(release, resolve))
        : Promise.resolve({ outcome: 'ok', output: '' }),
    )
  return { helm, waiting }
}

/** The database is gone for the writes that `isRefused` names. */
function failingFor(isRefused: (statements: Statement[]) => boolean): { database: Database; failed: () => number } {
  let count = 0
  const database: Database = {
    ...db.database,
    write: async (statements) => {
      if (!isRefused(statements)) return db.database.write(statements)
      count++
      throw new DatabaseError('unavailable', 'gone')
    },
  }
  return { database, failed: () => count }
}

test('a database that goes away under one store ends the tick, but not before the Helm of another has ended', async () => {
  const [slow, unlucky] = [await create(), await create()]
  const { helm, waiting } = helmThatWaits()
  const { database, failed } = failingFor(movesTo('volumes', unlucky.operation?.id))
  let ended = false
  const ticking = runTick({ database, helm: helm(slow.id) }).finally(() => {
    ended = true
  })
  ticking.catch(() => undefined)
  await eventually(() => failed() > 0 && waiting.has(slow.id))
  await new Promise(setImmediate)
  expect(ended).toBe(false)
  waiting.get(slow.id)?.({ outcome: 'ok', output: '' })
  await expect(ticking).rejects.toThrow('gone')
  expect(await read(slow.id)).toMatchObject({ operation: { step: 'volumes' }, leaseExpiresAt: null })
})

test('a claim that fails ends the tick, but not before the Helm that runs has ended', async () => {
  const slow = await create()
  const { helm, waiting } = helmThatWaits()
  let away = false
  const database: Database = {
    ...db.database,
    write: async (statements) => {
      if (away && isClaim(statements)) {
        away = false
        throw new DatabaseError('unavailable', 'gone')
      }
      return db.database.write(statements)
    },
  }
  let ended = false
  const ticking = runTick({ database, helm: helm(slow.id) }).finally(() => {
    ended = true
  })
  ticking.catch(() => undefined)
  await eventually(() => waiting.has(slow.id))
  away = true
  await eventually(() => !away, { what: 'a claim that fails' })
  await new Promise(setImmediate)
  expect(ended).toBe(false)
  waiting.get(slow.id)?.({ outcome: 'ok', output: '' })
  await expect(ticking).rejects.toThrow('gone')
  expect(await heldLeases()).toEqual([])
})

test('an error on a store that was deleted meanwhile releases its lease at once', async () => {
  const { id } = await create()
  const cluster = emptyCluster({
    createNamespace: async () => {
      await remove(id)
      throw new ClusterError('refused', 'POST namespaces: denied by a webhook')
    },
    // The next turn of the same tick finds the removal to do; it is not this test's.
    deleteNamespace: async () => 'deleting',
  })
  await runTick({ database: db.database, cluster })
  expect(await heldLeases()).toEqual([])
  expect(await read(id)).toMatchObject({ status: 'DELETED', operation: null })
  const attempts = await db.database.query('SELECT kind, state, attempts FROM operations ORDER BY created_at, kind')
  expect(attempts).toEqual([
    { kind: 'create', state: 'cancelled', attempts: 0 },
    { kind: 'delete', state: 'succeeded', attempts: 0 },
  ])
})

test('a namespace that the poller may not remove is that store alone: the others go on, and it tries again with pauses', async () => {
  const [kept, other] = [await create(), await create()]
  await remove(kept.id)
  const namespace = {
    metadata: { name: kept.namespace, uid: 'u', labels: { 'storeplane.dev/store': kept.id } },
  }
  const cluster = emptyCluster({
    list: async ({ resource }) => ({ items: resource === 'namespaces' ? [namespace] : [], serverTimeMs: 0 }),
    deleteNamespace: () =>
      Promise.reject(new ClusterError('forbidden', 'DELETE namespaces: forbidden', { status: 403 })),
  })
  expect(await runTick({ database: db.database, cluster })).toMatchObject({ outage: null })
  expect(await read(kept.id)).toMatchObject({
    status: 'DELETING',
    operation: {
      attempts: 1,
      message: expect.stringMatching(/^Removing the namespace did not succeed \(attempt 1\): .*forbidden/),
    },
  })
  expect(await read(other.id)).toMatchObject({ operation: { step: 'volumes' } })
})

test('no wall clock of a host reaches a lease: an hour off, it holds and frees the same', async () => {
  const seen: number[] = []
  for (const offMs of [0, -3_600_000, 3_600_000]) {
    const { id } = await create()
    const clock = { ...systemClock, nowMs: () => Date.now() + offMs }
    const helm = helmThat(async () => {
      const [row] = await db.database.query<{ leftMs: number }>(
        `SELECT lease_expires_at - unixepoch('subsec') * 1000 AS leftMs FROM stores WHERE id = ?`,
        [id],
      )
      seen.push(row?.leftMs ?? 0)
      return { outcome: 'ok', output: '' }
    })
    await runTick({ database: db.database, clock, helm })
  }
  expect(seen).toHaveLength(3)
  for (const leftMs of seen) expect(leftMs).toBeGreaterThan(50_000)
  for (const leftMs of seen) expect(leftMs).toBeLessThanOrEqual(60_000)
})

test('a long tick asks every ten seconds anew whether the cluster answers, and starts no Helm once it does not', async () => {
  const slow = await create()
  const { helm, waiting } = helmThatWaits()
  let [skippedMs, probes, installs] = [0, 0, 0]
  const clock = { ...systemClock, monotonicMs: () => performance.now() + skippedMs }
  const counting = { ...helm(slow.id) }
  const ticking = runTick({
    database: db.database,
    clock,
    helm: {
      ...counting,
      install: (o) => {
        installs++
        return counting.install(o)
      },
    },
    connect: async () => {
      if (++probes > 1) throw new ClusterError('timeout', 'GET /api: no answer within 2000 ms')
    },
  })
  await eventually(() => waiting.has(slow.id))
  skippedMs = 10_000
  const late = await create()
  await eventually(() => probes > 1, { what: 'another probe' })
  waiting.get(slow.id)?.({ outcome: 'ok', output: '' })
  expect(await ticking).toMatchObject({ outage: expect.stringContaining('no answer within') })
  expect(installs).toBe(1)
  expect(await read(late.id)).toMatchObject({
    leaseExpiresAt: null,
    operation: { attempts: 0, message: expect.stringMatching(/^Waiting for the cluster: /) },
  })
})

test('a cluster that is away while a Helm hangs is worked with again within three seconds of its return, and the Helm goes on', async () => {
  const hanging = await create()
  const { helm, waiting } = helmThatWaits()
  let [skippedMs, isAway] = [0, false]
  const told: (string | null)[] = []
  const clock = { ...systemClock, monotonicMs: () => performance.now() + skippedMs }
  const deps = tickDeps({
    database: db.database,
    clock,
    helm: helm(hanging.id),
    connect: async () => {
      if (isAway) throw new ClusterError('timeout', 'GET /api: no answer within 2000 ms')
    },
  })
  const onOutage = ({ outage }: TickReport) => void told.push(outage)
  const ticking = tick({ ...deps, onOutage }, { untilMs: Number.POSITIVE_INFINITY })
  await eventually(() => waiting.has(hanging.id))
  isAway = true
  skippedMs = 10_000
  const meanwhile = await create()
  await eventually(() => told.length === 1, { what: 'the outage' })
  isAway = false
  const backMs = performance.now()
  await eventually(async () => (await read(meanwhile.id)).operation?.message === 'Waiting for its pods')
  expect(performance.now() - backMs).toBeLessThan(3_000)
  expect(told).toEqual([expect.stringContaining('no answer within'), null])
  expect(await read(hanging.id)).toMatchObject({ operation: { message: 'Helm is installing', attempts: 0 } })
  waiting.get(hanging.id)?.({ outcome: 'ok', output: '' })
  expect(await ticking).toMatchObject({ outage: null })
})

test('stores are looked after as often as they should be, however long one tick lasts', async () => {
  await placeStore(db.database, { status: 'READY' })
  const slow = await create()
  const { helm, waiting } = helmThatWaits()
  const ticking = runTick({ database: db.database, helm: helm(slow.id), config: { checkIntervalMs: 50 } })
  const sweeps = async () =>
    Number((await db.database.query(`SELECT token FROM leases WHERE name = 'sweep'`))[0]?.['token'] ?? 0)
  await eventually(async () => (await sweeps()) >= 2, { what: 'a second sweep in the same tick' })
  waiting.get(slow.id)?.({ outcome: 'ok', output: '' })
  await ticking
})
