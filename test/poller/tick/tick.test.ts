// One tick, when something goes wrong in the middle: what runs ends in order, and no lease is lost or kept.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../../../shared/clock.ts'
import { type Database, DatabaseError } from '../../../shared/database/database.ts'
import type { HelmResult } from '../../../shared/helm/open-helm.ts'
import { ClusterError } from '../../../shared/kubernetes/cluster-error.ts'
import { createStore, localCaller, requestDeletion } from '../../../shared/stores/index.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { eventually } from '../../support/eventually.ts'
import { emptyCluster, helmThat, runTick } from '../ticking.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await makeDatabase()
})
afterAll(() => db.remove())
beforeEach(() =>
  db.database.write([{ sql: 'DELETE FROM events' }, { sql: 'DELETE FROM stores' }, { sql: 'DELETE FROM leases' }]),
)

let serial = 0
const create = () =>
  createStore(db.database, { name: `shop-${++serial}`, engine: 'woocommerce', caller: localCaller, requestId: null })
const rowOf = async (id: string) => (await db.database.query('SELECT * FROM stores WHERE id = ?', [id]))[0] ?? {}
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

/** The database is gone for statements that match. */
function failingFor(pattern: RegExp): { database: Database; failed: () => number } {
  let count = 0
  const away = () => {
    count++
    throw new DatabaseError('unavailable', 'gone')
  }
  const database: Database = {
    ...db.database,
    write: async (statements) =>
      statements.some(({ sql, args = [] }) => pattern.test(`${sql} ${args.join()}`))
        ? away()
        : db.database.write(statements),
  }
  return { database, failed: () => count }
}

test('a database that goes away under one store ends the tick, but not before the Helm of another has ended', async () => {
  const [slow, unlucky] = [await create(), await create()]
  const { helm, waiting } = helmThatWaits()
  const { database, failed } = failingFor(new RegExp(`step = \\?.*volumes.*${unlucky.id}`, 's'))
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
  expect(await rowOf(slow.id)).toMatchObject({ step: 'volumes', lease_holder: null })
})

test('a claim that fails ends the tick, but not before the Helm that runs has ended', async () => {
  const slow = await create()
  const { helm, waiting } = helmThatWaits()
  let away = false
  const database: Database = {
    ...db.database,
    write: async (statements) => {
      if (away && statements.some(({ sql }) => sql.includes('WITH RECURSIVE'))) {
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

test('an error on a store that was deleted meanwhile gives its lease back at once', async () => {
  const { id } = await create()
  const cluster = emptyCluster({
    createNamespace: async () => {
      await requestDeletion(db.database, { id, caller: localCaller, requestId: null })
      throw new ClusterError('refused', 'POST namespaces: denied by a webhook')
    },
    // The next turn of the same tick finds the removal to do; it is not this test's.
    deleteNamespace: async () => 'deleting',
  })
  await runTick({ database: db.database, cluster })
  expect(await heldLeases()).toEqual([])
  expect(await rowOf(id)).toMatchObject({ status: 'DELETED', attempts: 0 })
})

test('a namespace that the poller may not remove is that store alone: the others go on, and it tries again with pauses', async () => {
  const [kept, other] = [await create(), await create()]
  await requestDeletion(db.database, { id: kept.id, caller: localCaller, requestId: null })
  const namespace = {
    metadata: { name: kept.namespace, uid: 'u', labels: { 'storeplane.dev/store': kept.id } },
  }
  const cluster = emptyCluster({
    list: async ({ resource }) => ({ items: resource === 'namespaces' ? [namespace] : [], serverTimeMs: 0 }),
    deleteNamespace: () =>
      Promise.reject(new ClusterError('forbidden', 'DELETE namespaces: forbidden', { status: 403 })),
  })
  expect(await runTick({ database: db.database, cluster })).toMatchObject({ outage: null })
  expect(await rowOf(kept.id)).toMatchObject({
    status: 'DELETING',
    attempts: 1,
    progress_message: expect.stringMatching(/^Removing the namespace did not succeed \(attempt 1\): .*forbidden/),
  })
  expect(await rowOf(other.id)).toMatchObject({ step: 'volumes' })
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
  await eventually(() => probes === 2, { what: 'another probe' })
  waiting.get(slow.id)?.({ outcome: 'ok', output: '' })
  expect(await ticking).toMatchObject({ outage: expect.stringContaining('no answer within') })
  expect([probes, installs]).toEqual([2, 1])
  expect(await rowOf(late.id)).toMatchObject({
    lease_holder: null,
    attempts: 0,
    progress_message: expect.stringMatching(/^Waiting for the cluster: /),
  })
})

test('stores are looked after as often as they should be, however long one tick lasts', async () => {
  const ready = await create()
  await db.database.write([
    {
      sql: `UPDATE stores SET status = 'READY', step = NULL, due_at = NULL, health = 'healthy', url = 'http://x' WHERE id = ?`,
      args: [ready.id],
    },
  ])
  const slow = await create()
  const { helm, waiting } = helmThatWaits()
  const ticking = runTick({ database: db.database, helm: helm(slow.id), config: { checkIntervalMs: 50 } })
  const sweeps = async () =>
    Number((await db.database.query(`SELECT token FROM leases WHERE name = 'sweep'`))[0]?.['token'] ?? 0)
  await eventually(async () => (await sweeps()) >= 2, { what: 'a second sweep in the same tick' })
  waiting.get(slow.id)?.({ outcome: 'ok', output: '' })
  await ticking
})

test('a sweep that met an outage is made up for by the next tick', async () => {
  const { id } = await create()
  await db.database.write([
    {
      sql: `UPDATE stores SET status = 'READY', step = NULL, due_at = NULL, health = 'healthy', url = 'http://x' WHERE id = ?`,
      args: [id],
    },
  ])
  const down = () => Promise.reject(new ClusterError('unreachable', 'Kubernetes API unreachable'))
  const sweeping = { database: db.database, config: { checkIntervalMs: 60_000 } }
  expect(await runTick({ ...sweeping, connect: down })).toMatchObject({ outage: expect.any(String) })
  expect(await runTick(sweeping)).toMatchObject({ outage: null })
  expect(await rowOf(id)).toMatchObject({ health: 'degraded' })
})
