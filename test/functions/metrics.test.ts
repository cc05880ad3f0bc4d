// GET /metrics: what it counts, who may read it, and that it costs the same for any number of stores.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Metrics, readMetrics } from '../../shared/stores/index.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { leaseStore, setRow } from '../support/place-store.ts'
import { makeApi, makeKey, uniqueName } from './api.ts'
import { beat, makeDeleted, makeFailed, makeReady } from './place-store.ts'

let files: TestDatabase
let api: ReturnType<typeof makeApi>
beforeAll(async () => {
  files = await makeDatabase()
  api = makeApi(files.database)
})
afterAll(() => files.remove())

const create = async (): Promise<string> => (await api.post(uniqueName())).body.id
const scrape = async () => (await api.request('/metrics')).text()
const numberOf = (text: string, series: string) => {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length))
}

test('stores are counted by status and engine through all their moves, as counting them would', async () => {
  const [ready, failed, gone] = [await create(), await create(), await create(), await create()]
  await makeReady(files.database, ready)
  await makeFailed(files.database, failed)
  await api.call(`/stores/${gone}`, { method: 'DELETE' })
  await makeDeleted(files.database, gone)
  await api.call(`/stores/${failed}/retry`, { method: 'POST' })
  await makeFailed(files.database, failed)
  const text = await scrape()
  const rows = await files.database.query<{ status: string; n: number }>(
    `SELECT status, count(*) AS n FROM stores WHERE engine = 'woocommerce' GROUP BY status`,
  )
  expect(rows).toHaveLength(4)
  for (const { status, n } of rows)
    expect(numberOf(text, `storeplane_stores{status="${status}",engine="woocommerce"}`)).toBe(n)
  expect(numberOf(text, 'storeplane_stores{status="DELETING",engine="woocommerce"}')).toBe(0)
  expect(numberOf(text, 'storeplane_stores{status="READY",engine="medusa"}')).toBe(0)
  expect(numberOf(text, 'storeplane_failures_total{code="crash_loop",engine="woocommerce"}')).toBe(2)
})

test('the seconds to READY are a histogram whose buckets hold all that are quicker', async () => {
  const before = await scrape()
  const ids = [await create(), await create(), await create()]
  for (const [index, seconds] of [4, 45, 5_000].entries()) {
    const id = ids[index] ?? ''
    await setRow(files.database, id, { store: { started_at: Date.now() - seconds * 1_000 } })
    await makeReady(files.database, id)
  }
  const after = await scrape()
  const grown = (series: string) => (numberOf(after, series) ?? Number.NaN) - (numberOf(before, series) ?? Number.NaN)
  const bucket = (le: string) => grown(`storeplane_ready_seconds_bucket{le="${le}",engine="woocommerce"}`)
  expect(['5', '30', '60', '1200', '+Inf'].map(bucket)).toEqual([1, 1, 2, 2, 3])
  expect(grown('storeplane_ready_seconds_count{engine="woocommerce"}')).toBe(3)
  expect(grown('storeplane_ready_seconds_sum{engine="woocommerce"}')).toBeCloseTo(5_049, -1)
})

test('what waits, for how long, who works on it, and when a poller last ticked', async () => {
  const own = await makeDatabase()
  const read = () => readMetrics(own.database)
  expect(await read()).toMatchObject({ oldestProvisioningMs: 0, due: 0, leased: 0, tickAgeMs: null, ticks: [] })
  const { post } = makeApi(own.database)
  const [old] = [(await post(uniqueName())).body.id, await post(uniqueName()), await post(uniqueName())]
  await setRow(own.database, old, { store: { started_at: Date.now() - 90_000 } })
  await leaseStore(own.database, old)
  await beat(own.database, 'one', { ageMs: 7_000, clusterProblem: 'no route' })
  await beat(own.database, 'two', { ageMs: 600_000 })
  await beat(own.database, 'three', { ageMs: 9_000, stopped: true })
  const seen = await read()
  expect(seen).toMatchObject({ due: 2, leased: 1 } satisfies Partial<Metrics>)
  expect(seen.oldestProvisioningMs).toBeGreaterThanOrEqual(90_000)
  expect(seen.tickAgeMs).toBeGreaterThanOrEqual(7_000)
  expect(seen.pollers.map(({ labels, value }) => `${labels.state} ${value}`)).toEqual([
    'ticking 1',
    'silent 1',
    'stopped 1',
    'without_cluster 1',
  ])
  await beat(own.database, 'long gone', { ageMs: 86_500_000 })
  const text = await (await makeApi(own.database).request('/metrics')).text()
  expect(numberOf(text, 'storeplane_ticks_total{poller="one"}')).toBe(3)
  expect(text.match(/^storeplane_ticks_total\{/gm)).toHaveLength(3)
  own.remove()
})

test('requests are counted by route and status, strange paths as one', async () => {
  const own = makeApi(files.database)
  await own.call('/stores/nope')
  for (const path of ['/a', '/b', '/wp-login.php']) await own.call(path)
  const text = await (await own.request('/metrics')).text()
  expect(numberOf(text, 'storeplane_http_requests_total{method="GET",route="/stores/:id",status="404"}')).toBe(1)
  expect(numberOf(text, 'storeplane_http_requests_total{method="GET",route="none",status="404"}')).toBe(3)
  expect(numberOf(text, 'storeplane_http_request_seconds_count{method="GET",route="none"}')).toBe(3)
})

test('it is open on loopback while no key exists; then it needs the scope metrics, and nothing else opens it', async () => {
  const own = await makeDatabase()
  const { call, request } = makeApi(own.database)
  expect((await request('/metrics')).headers.get('Content-Type')).toMatch(/^text\/plain; version=0\.0\.4/)
  expect((await request('/metrics', { headers: { Host: 'evil.example' } })).status).toBe(403)
  const watcher = await makeKey(own.database, { scopes: ['metrics'] })
  const other = await makeKey(own.database, { scopes: ['read', 'write', 'credentials', 'admin'] })
  expect((await call('/metrics')).status).toBe(401)
  expect((await call('/metrics', { headers: other.headers })).body.scope).toBe('metrics')
  expect((await request('/metrics', { headers: watcher.headers })).status).toBe(200)
  expect((await call('/stores', { headers: watcher.headers })).status).toBe(403)
  expect((await call('/api/v1/metrics', { headers: watcher.headers })).status).toBe(404)
  own.remove()
})
