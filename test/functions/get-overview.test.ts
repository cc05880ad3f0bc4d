// GET /overview: what it counts for whom, that it tells the key's own scopes, and that it reads no more at many stores.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Binds, Database } from '../../shared/database/database.ts'
import { localCaller, readOverview } from '../../shared/stores/index.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { fillWithStores } from '../support/many-stores.ts'
import { ownerOf, setRow } from '../support/place-store.ts'
import { makeApi, makeKey, uniqueName } from './api.ts'
import { beat, makeDeleted, makeFailed, makeReady } from './place-store.ts'

let files: TestDatabase
let api: ReturnType<typeof makeApi>
beforeAll(async () => {
  files = await makeDatabase()
  api = makeApi(files.database)
})
afterAll(() => files.remove())

const medusa = { label: 'Medusa', description: 'Headless commerce with an admin' }
const overview = async (headers: Record<string, string> = {}) => (await api.call('/api/v1/overview', { headers })).body
const create = async (headers = {}): Promise<string> => (await api.post(uniqueName(), headers)).body.id
const countsOf = (body: Awaited<ReturnType<typeof overview>>) =>
  Object.fromEntries(body.stores.map(({ status, count }: { status: string; count: number }) => [status, count]))

test('without any key it says that this machine may do everything, and that no poller ever ticked', async () => {
  const body = await overview()
  expect(body.access).toEqual({
    owner: 'default',
    scopes: ['read', 'write', 'credentials', 'metrics', 'admin'],
    all_owners: true,
    key: false,
  })
  expect(body.poller).toMatchObject({ last_tick_at: null, ticking: 0, url_template: null })
  expect(body.poller.reasons[0]).toMatch(/^no poller has ever ticked/)
  expect(body.poller.engines.medusa).toEqual({ ...medusa, available: true, reason: null })
  expect(body.time_to_ready).toMatchObject({ stores: 0, p50_seconds: null, p95_seconds: null })
  expect(body.reserved_names).toEqual(['www', 'admin'])
})

test('an owner is told of their own stores alone, an administrator of all', async () => {
  const anna = await makeKey(files.database, { owner: 'anna' })
  const bert = await makeKey(files.database, { owner: 'bert', scopes: ['read'] })
  const admin = await makeKey(files.database, { owner: 'ops', scopes: ['read', 'admin'] })
  const [ready, ill, failed, gone] = [
    await create(anna.headers),
    await create(anna.headers),
    await create(anna.headers),
    await create(anna.headers),
  ]
  await create(anna.headers)
  for (const [id, seconds] of [
    [ready, 4],
    [ill, 90],
  ] as const) {
    await setRow(files.database, id, { store: { started_at: Date.now() - seconds * 1_000 } })
    await makeReady(files.database, id)
  }
  await setRow(files.database, ill, { store: { health: 'degraded', health_reason: 'web is away' } })
  await makeFailed(files.database, failed)
  await api.call(`/stores/${gone}`, { method: 'DELETE', headers: anna.headers })
  await makeDeleted(files.database, gone)
  for (const { headers } of [anna, admin]) {
    const body = await overview(headers)
    expect(countsOf(body)).toEqual({ PROVISIONING: 1, READY: 2, SUSPENDED: 0, FAILED: 1, DELETING: 0, DELETED: 1 })
    expect(body.failures).toMatchObject([{ code: 'crash_loop', count: 1, cure: expect.stringMatching(/retry/) }])
    expect(body.degraded.map(({ id, health }: { id: string; health: object }) => [id, health])).toEqual([
      [ill, { status: 'degraded', reason: 'web is away' }],
    ])
    expect(body.time_to_ready.stores).toBe(2)
    expect(body.time_to_ready.p50_seconds).toBeCloseTo(4, 0)
    expect(body.time_to_ready.p95_seconds).toBeCloseTo(90, 0)
    const spread = body.time_to_ready.within.filter(({ count }: { count: number }) => count > 0)
    expect(spread.map(({ seconds }: { seconds: number }) => seconds)).toEqual([5, 120])
  }
  const foreign = await overview(bert.headers)
  expect(foreign.access).toEqual({ owner: 'bert', scopes: ['read'], all_owners: false, key: true })
  expect(countsOf(foreign)).toEqual({ PROVISIONING: 0, READY: 0, SUSPENDED: 0, FAILED: 0, DELETING: 0, DELETED: 0 })
  expect([foreign.failures, foreign.degraded, foreign.time_to_ready.stores]).toEqual([[], [], 0])
})

test('it says when a poller last ticked, what the URLs will be and what cannot be had', async () => {
  const own = await makeDatabase()
  const lacking = { available: false, reason: 'The chart has no image for medusa.' }
  await beat(own.database, 'one', {
    ageMs: 7_000,
    engines: { woocommerce: { available: true, reason: null }, medusa: lacking },
  })
  await beat(own.database, 'two', { ageMs: 600_000 })
  const { body } = await makeApi(own.database).call('/api/v1/overview')
  expect(body.poller).toMatchObject({ ticking: 1, reasons: [], url_template: 'http://{name}.localhost' })
  expect(Date.now() - Date.parse(body.poller.last_tick_at)).toBeLessThan(60_000)
  await own.database.write([{ sql: `DELETE FROM pollers WHERE id = 'two'` }])
  expect((await makeApi(own.database).call('/api/v1/overview')).body.poller.engines.medusa).toEqual({
    ...medusa,
    ...lacking,
  })
  own.remove()
})

test('an engine that an older poller has never heard of is not offered by it', async () => {
  const own = await makeDatabase()
  const offers = async () => (await makeApi(own.database).call('/api/v1/overview')).body.poller.engines
  await beat(own.database, 'old', { engines: { woocommerce: { available: true, reason: null } } })
  expect(await offers()).toMatchObject({
    woocommerce: { available: true },
    medusa: { available: false, reason: expect.stringContaining('upgrade the poller') },
  })
  await beat(own.database, 'new')
  expect(await offers()).toMatchObject({ medusa: { available: true, reason: null } })
  own.remove()
})

test('every read ends at its bound or comes from an index or a counter', async () => {
  const own = await makeDatabase()
  await fillWithStores(own.database, 30_000)
  const plans: string[] = []
  const watched: Database = {
    ...own.database,
    query: async <R>(sql: string, args?: Binds) => {
      const plan = await own.database.query<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, args)
      plans.push(...plan.map(({ detail }) => detail))
      return own.database.query<R>(sql, args)
    },
  }
  const big = await readOverview(watched, ownerOf('big'))
  expect(big.stores.find(({ status }) => status === 'READY')).toEqual({ status: 'READY', count: 10_000, atLeast: true })
  await readOverview(watched, localCaller)
  expect(plans.length).toBeGreaterThan(10)
  expect(plans.filter((plan) => /SCAN stores|TEMP B-TREE FOR ORDER BY/.test(plan))).toEqual([])
  own.remove()
})
