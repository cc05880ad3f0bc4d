// The row that a poller keeps of itself, so that functions know what there is without asking the cluster.
import { existsSync } from 'node:fs'
import type { Clock } from '../../shared/clock.ts'
import type { PollerConfig } from '../../shared/config/poller-config.ts'
import type { Database } from '../../shared/database/database.ts'
import { requireReadable } from '../../shared/database/migrate.ts'
import { now } from '../../shared/database/now.ts'
import { type Engine, engines } from '../../shared/engines/index.ts'
import { forgetClusters } from '../../shared/installation.ts'
import type { Log } from '../../shared/log.ts'
import type { SafeText } from '../../shared/safe-text.ts'
import { clampTimes, countClamped } from '../leases/index.ts'
import { beatProcess, leave, type OwnProcess, stop } from './process-rows.ts'

export type Heartbeat = {
  /** Remembered until the next beat, for an idle tick writes nothing; what is never followed by one is not counted. */
  countTick(): void
  /** Writes when the row is older than 10 s; a process that goes on writes with its first tick. */
  beatWhenOld(): Promise<void>
  clusterAnswered(): Promise<void>
  clusterFailed(problem: SafeText): Promise<void>
  /** No more ticks come from this process, and it may be the last: a poller that is started again says otherwise. */
  stopped(): Promise<void>
  /** No more ticks come from this process, and another is started soon. */
  left(): Promise<void>
}

export type HeartbeatOptions = {
  database: Database
  clock: Clock
  log: Log
  pollerId: string
  version: string
  config: PollerConfig
  /** Undefined for a single tick. */
  process?: OwnProcess | undefined
  /** What else is to be done as often as the row is written, once it is. */
  afterBeat?: () => Promise<unknown>
}

const everyMs = 10_000
const keptMs = 7 * 86_400_000

export function openHeartbeat(options: HeartbeatOptions): Heartbeat {
  const { database, clock, log, pollerId, process, config, afterBeat } = options
  const rows = { pollerId, process, silentAfterMs: config.leaseTtlMs + everyMs }
  let beatAtMs: number | null = null
  let ticks = 0
  let problem: string | null | undefined
  const beat = async () => {
    const counted = ticks
    // A release that this program cannot read may have come since it began, or the installation may have moved away.
    await requireReadable(database)
    const clamped = clampTimes(config.leaseTtlMs)
    const results = await database.write([
      ...clamped,
      await upsert(options, counted),
      ...beatProcess(rows),
      { sql: `DELETE FROM pollers WHERE last_tick_at < ${now} - ${keptMs}` },
      forgetClusters,
    ])
    const corrected = countClamped(results.slice(0, clamped.length))
    if (corrected > 0) log.warn({ rows: corrected }, 'clock.set_back')
    ticks -= counted
    beatAtMs = clock.monotonicMs()
    await afterBeat?.()
  }
  const noteCluster = async (seen: SafeText | null) => {
    if (beatAtMs === null) await beat()
    if (seen === problem && seen !== null) return
    await database.write([clusterStatement(pollerId, seen)])
    problem = seen
  }
  return {
    countTick: () => {
      ticks++
    },
    beatWhenOld: async () => {
      if (process === undefined) beatAtMs ??= await lastBeatMs(options)
      if (beatAtMs === null || clock.monotonicMs() - beatAtMs >= everyMs) await beat()
    },
    clusterAnswered: () => noteCluster(null),
    clusterFailed: noteCluster,
    stopped: () => stop(database, rows),
    left: () => leave(database, rows),
  }
}

/** An earlier process's beat, on this process's monotonic clock. */
async function lastBeatMs({ database, pollerId, clock }: HeartbeatOptions): Promise<number | null> {
  const [row] = await database.query<{ ageMs: number }>(
    `SELECT ${now} - last_tick_at AS ageMs FROM pollers WHERE id = ? AND stopped_at IS NULL`,
    [pollerId],
  )
  // One that is still to come is of a clock that was set back since.
  return row === undefined || row.ageMs < 0 ? null : clock.monotonicMs() - row.ageMs
}

async function upsert({ pollerId, version, config }: HeartbeatOptions, ticks: number) {
  return {
    sql: `INSERT INTO pollers (id, version, cluster, last_tick_at, ticks, engines, domain, url_template)
      VALUES (?, ?, ?, ${now}, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET version = excluded.version, cluster = excluded.cluster,
        last_tick_at = excluded.last_tick_at, stopped_at = NULL,
        ticks = pollers.ticks + excluded.ticks, engines = excluded.engines, domain = excluded.domain, url_template = excluded.url_template`,
    args: [
      pollerId,
      version,
      config.clusterName,
      ticks,
      JSON.stringify(await engineOffers(config)),
      config.domain,
      config.urlTemplate,
    ],
  }
}

function clusterStatement(pollerId: string, problem: string | null) {
  return problem === null
    ? { sql: `UPDATE pollers SET cluster_answered_at = ${now}, cluster_problem = NULL WHERE id = ?`, args: [pollerId] }
    : { sql: `UPDATE pollers SET cluster_problem = ? WHERE id = ?`, args: [problem, pollerId] }
}

/** By the engine's name. Read from the chart's values only when the row is written. */
async function engineOffers({ chartPath, valuesFiles }: PollerConfig) {
  if (!existsSync(chartPath)) return offerNone(chartPath)
  const { readChart } = await import('../../shared/helm/chart.ts')
  const chart = readChart({ chartPath, valuesFiles })
  if (chart.problems.length > 0) return offerNone(chart.problems.join('; '))
  return offers((engine) => ({ reason: null, ...chart.engines[engine] }))
}

function offerNone(reason: string) {
  return offers(() => ({ available: false, reason: `The chart cannot be used: ${reason}` }))
}

function offers(offerOf: (engine: Engine) => { available: boolean; reason: string | null }) {
  return Object.fromEntries(engines.map((engine) => [engine, offerOf(engine)]))
}
