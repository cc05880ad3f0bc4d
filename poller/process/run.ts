// Ticks, once or again and again, and turns their reports into an exit code.
import { DatabaseError } from '../../shared/database/database.ts'
import { describeError } from '../../shared/errors.ts'
import { outagePauseMs } from '../cluster-outage.ts'
import { nextRequeueAfterMs, releaseOrphanedClaims, resume } from '../leases/index.ts'
import type { TickDeps, TickReport } from '../tick/state.ts'
import { tick } from '../tick/tick.ts'
import { isDatabaseAway } from './await-schema.ts'
import type { Mode } from './options.ts'

const longestLookMs = 1_000

/** 0 worked or idle, 1 when due work could not be done; `--for` and `--watch` end with their last tick's. */
export async function run(mode: Mode, deps: TickDeps): Promise<0 | 1> {
  if (mode.do === 'tick') return runOnce(deps)
  const untilMs = mode.do === 'for' ? deps.clock.monotonicMs() + mode.durationMs : Number.POSITIVE_INFINITY
  const past: Past = { outages: 0, isOut: false, databaseAwaySinceMs: null, orphansUntilMs: 0 }
  let code: 0 | 1 = 0
  do {
    const end = await tickQuietly(deps, untilMs, past)
    code = end === 'worked' ? 0 : 1
    deps.liveness.beat()
    past.outages = end === 'outage' ? past.outages + 1 : 0
    await pause(deps, untilMs, past.outages)
  } while (!deps.stop.aborted && deps.clock.monotonicMs() < untilMs)
  return deps.stop.aborted ? 0 : code
}

/** Ticks in a row that met an outage, and whether the log has one that goes on. Until when a claim from before the end of an outage may still come in. */
type Past = { outages: number; isOut: boolean; databaseAwaySinceMs: number | null; orphansUntilMs: number }
/** One store that cannot be processed is no outage: it slows down no other. */
type TickEnd = 'worked' | 'failed_attempts' | 'outage'

async function runOnce(deps: TickDeps): Promise<0 | 1> {
  const report = await tick(deps, { untilMs: deps.clock.monotonicMs() + deps.config.tickMaxMs })
  deps.log.info(fieldsOf(report), 'tick.ended')
  return endOf(report) !== 'worked' && !deps.stop.aborted ? 1 : 0
}

async function tickQuietly(deps: TickDeps, untilMs: number, past: Past): Promise<TickEnd> {
  const onOutage = (report: TickReport) => logOutage(report, past, deps)
  try {
    await resumeAfterDatabase(deps, past)
    const report = await tick({ ...deps, onOutage }, { untilMs })
    onOutage(report)
    return endOf(report)
  } catch (error) {
    if (!isDatabaseAway(error)) throw error
    // Also where the cluster was away before: only the log says what the database asks for.
    if (past.databaseAwaySinceMs === null) deps.log.warn({ error: describeError(error) }, 'outage.began')
    past.isOut = true
    past.databaseAwaySinceMs ??= deps.clock.monotonicMs()
    return 'outage'
  }
}

/** Once where it begins and once where it ends. */
function logOutage(report: TickReport, past: Past, { log }: TickDeps): void {
  const isOut = report.outage !== null
  if (isOut && !past.isOut) log.warn(fieldsOf(report), 'outage.began')
  if (!isOut && past.isOut) log.info(fieldsOf(report), 'outage.ended')
  past.isOut = isOut
}

async function resumeAfterDatabase({ database, holder, clock, config }: TickDeps, past: Past): Promise<void> {
  const nowMs = clock.monotonicMs()
  if (past.databaseAwaySinceMs === null) {
    if (nowMs < past.orphansUntilMs) await releaseOrphanedClaims(database, holder)
    return
  }
  await resume(database, { holder, outageMs: nowMs - past.databaseAwaySinceMs })
  past.databaseAwaySinceMs = null
  past.orphansUntilMs = nowMs + config.leaseTtlMs
}

/** As the log names them. */
function fieldsOf({ claimed, failedAttempts, outage }: TickReport) {
  return { claimed, failed_attempts: failedAttempts, outage }
}

function endOf({ outage, failedAttempts }: TickReport): TickEnd {
  if (outage !== null) return 'outage'
  return failedAttempts > 0 ? 'failed_attempts' : 'worked'
}

/** Until something is due, at most a second; in an outage a little longer each time. */
async function pause({ database, served, clock, stop }: TickDeps, untilMs: number, outages: number): Promise<void> {
  const leftMs = untilMs - clock.monotonicMs()
  const wantedMs = outages > 0 ? outagePauseMs(outages) : await nextLookMs(database, served)
  await clock.sleep(Math.max(Math.min(wantedMs, leftMs), 0), stop)
}

async function nextLookMs(database: TickDeps['database'], served: TickDeps['served']): Promise<number> {
  try {
    return Math.min(Math.max((await nextRequeueAfterMs(database, served)) ?? longestLookMs, 10), longestLookMs)
  } catch (error) {
    if (error instanceof DatabaseError) return longestLookMs
    throw error
  }
}
