// Metrics about all stores for whoever watches the whole: read from counters that triggers keep, never by counting stores.
import type { Database } from '../database/database.ts'
import { now } from '../database/now.ts'
import { silentAfterMs } from './read-progress.ts'

type Counted<L extends string> = { labels: Record<L, string>; value: number }

export type Metrics = {
  stores: Counted<'status' | 'engine'>[]
  failures: Counted<'code' | 'engine'>[]
  /** How often it took at most `le` seconds (but more than the next smaller) to become READY, and the sum of all. */
  readySeconds: { engine: string; buckets: { le: string; count: number }[]; sum: number }[]
  oldestProvisioningMs: number
  due: number
  leased: number
  pollers: Counted<'state'>[]
  tickAgeMs: number | null
  ticks: Counted<'poller'>[]
}

type CounterRow = { metric: string; label: string; engine: string; value: number }
type MomentRow = Record<'oldest' | 'due' | 'leased' | 'ticking' | 'silent' | 'stopped' | 'withoutCluster', number> & {
  tickAge: number | null
}

/** Three reads, of as many rows for a million stores as for ten. */
export async function readMetrics(database: Database): Promise<Metrics> {
  const counters = await database.query<CounterRow>('SELECT metric, label, engine, value FROM counters')
  const [moment] = await database.query<MomentRow>(momentSql)
  const pollers = await database.query<{ id: string; ticks: number }>(ticksSql)
  const of = (metric: string) => counters.filter((row) => row.metric === metric)
  return {
    stores: of('stores').map(({ label, engine, value }) => ({ labels: { status: label, engine }, value })),
    failures: of('failures').map(({ label, engine, value }) => ({ labels: { code: label, engine }, value })),
    readySeconds: of('ready_ms').map(({ engine, value }) => ({
      engine,
      buckets: of('ready_within')
        .filter((row) => row.engine === engine)
        .map(({ label, value: count }) => ({ le: label, count })),
      sum: value / 1_000,
    })),
    oldestProvisioningMs: moment?.oldest ?? 0,
    due: moment?.due ?? 0,
    leased: moment?.leased ?? 0,
    pollers: [
      { labels: { state: 'ticking' }, value: moment?.ticking ?? 0 },
      { labels: { state: 'silent' }, value: moment?.silent ?? 0 },
      { labels: { state: 'stopped' }, value: moment?.stopped ?? 0 },
      { labels: { state: 'without_cluster' }, value: moment?.withoutCluster ?? 0 },
    ],
    tickAgeMs: moment?.tickAge ?? null,
    ticks: pollers.map(({ id, ticks }) => ({ labels: { poller: id }, value: ticks })),
  }
}

const recent = `FROM pollers WHERE last_tick_at > ${now} - 86400000 ORDER BY last_tick_at DESC LIMIT 100`
const ticksSql = `SELECT id, ticks ${recent}`

// Each of these reads one end of an index, or stops after 1,000 rows.
const momentSql = `
WITH recent AS (SELECT ${now} - last_tick_at AS age, stopped_at, cluster_problem ${recent}),
alive AS (SELECT age, cluster_problem FROM recent WHERE stopped_at IS NULL)
SELECT
  coalesce((SELECT max(${now} - started_at, 0) FROM stores WHERE status = 'PROVISIONING' ORDER BY started_at LIMIT 1), 0) AS oldest,
  (SELECT count(*) FROM (
    SELECT 1 FROM stores WHERE due_at <= ${now} AND (lease_expires_at IS NULL OR lease_expires_at <= ${now}) LIMIT 1000
  )) AS due,
  (SELECT count(*) FROM (
    SELECT 1 FROM stores WHERE lease_holder IS NOT NULL AND lease_expires_at > ${now} LIMIT 1000
  )) AS leased,
  (SELECT count(*) FROM alive WHERE age <= ${silentAfterMs}) AS ticking,
  (SELECT count(*) FROM alive WHERE age > ${silentAfterMs}) AS silent,
  (SELECT count(*) FROM recent WHERE stopped_at IS NOT NULL) AS stopped,
  (SELECT count(*) FROM alive WHERE age <= ${silentAfterMs} AND cluster_problem IS NOT NULL) AS withoutCluster,
  (SELECT min(age) FROM recent) AS tickAge`
