// Ticks, once or again and again, and turns their reports into an exit code.
import { DatabaseError } from '../../shared/database/database.ts'
import { describeError } from '../../shared/errors.ts'
import { giveBackLeftovers, nextDueInMs, resume } from '../leases/index.ts'
import type { TickDeps, TickReport } from '../tick/state.ts'
import { tick } from '../tick/tick.ts'
import { isDatabaseAway } from './await-schema.ts'
import type { Mode } from './options.ts'

const longestLookMs = 1_000
const longestPauseMs = 5_000

/** CONTRACT: 0 worked or idle, 1 when due work could not be done; `--for` and `--watch` end with their last tick's. */
export async function run(mode: Mode, deps: TickDeps): Promise<0 | 1> {
  if (mode.do === 'tick') return runOnce(deps)
  const untilMs = mode.do === 'for' ? deps.clock.monotonicMs() + mode.durationMs : Number.POSITIVE_INFINITY
  const past: Past = { troubles: 0, databaseAwaySinceMs: null, leftoversUntilMs: 0 }
  let code: 0 | 1 = 0
  do {
    const trouble = await tickQuietly(deps, untilMs, past)
    code = trouble ? 1 : 0
    deps.liveness.beat()
    past.troubles = trouble ? past.troubles + 1 : 0
    await pause(deps, untilMs, past.troubles)
  } while (!deps.stop.aborted && deps.clock.monotonicMs() < untilMs)
  return deps.stop.aborted ? 0 : code
}

/** Troubles in a row, the last tick's included. Until when a claim from before the end of an outage may still come in. */
type Past = { troubles: number; databaseAwaySinceMs: number | null; leftoversUntilMs: number }

async function runOnce(deps: TickDeps): Promise<0 | 1> {
  const report = await tick(deps, { untilMs: deps.clock.monotonicMs() + deps.config.tickMaxMs })
  deps.log.info(report, 'tick.ended')
  return isTrouble(report) && !deps.stop.aborted ? 1 : 0
}

/** An outage is logged where it begins and where it ends. */
async function tickQuietly(deps: TickDeps, untilMs: number, past: Past): Promise<boolean> {
  const { log } = deps
  const troubledBefore = past.troubles > 0
  try {
    await resumeAfterDatabase(deps, past)
    const report = await tick(deps, { untilMs })
    const trouble = isTrouble(report)
    if (trouble && !troubledBefore) log.warn(report, 'outage.began')
    if (!trouble && troubledBefore) log.info(report, 'outage.ended')
    return trouble
  } catch (error) {
    if (!isDatabaseAway(error)) throw error
    past.databaseAwaySinceMs ??= deps.clock.monotonicMs()
    if (!troubledBefore) log.warn({ error: describeError(error) }, 'outage.began')
    return true
  }
}

async function resumeAfterDatabase({ database, holder, clock, config }: TickDeps, past: Past): Promise<void> {
  const nowMs = clock.monotonicMs()
  if (past.databaseAwaySinceMs === null) {
    if (nowMs < past.leftoversUntilMs) await giveBackLeftovers(database, holder)
    return
  }
  await resume(database, { holder, outageMs: nowMs - past.databaseAwaySinceMs })
  past.databaseAwaySinceMs = null
  past.leftoversUntilMs = nowMs + config.leaseTtlMs
}

function isTrouble({ outage, unfinished }: TickReport): boolean {
  return outage !== null || unfinished > 0
}

/** Until something is due, at most a second; after trouble a little longer each time. */
async function pause({ database, clock, stop }: TickDeps, untilMs: number, troubles: number): Promise<void> {
  const leftMs = untilMs - clock.monotonicMs()
  const wantedMs =
    troubles > 0 ? Math.min(longestLookMs * 2 ** (troubles - 1), longestPauseMs) : await nextLookMs(database)
  await clock.sleep(Math.max(Math.min(wantedMs, leftMs), 0), stop)
}

async function nextLookMs(database: TickDeps['database']): Promise<number> {
  try {
    return Math.min(Math.max((await nextDueInMs(database)) ?? longestLookMs, 10), longestLookMs)
  } catch (error) {
    if (error instanceof DatabaseError) return longestLookMs
    throw error
  }
}
