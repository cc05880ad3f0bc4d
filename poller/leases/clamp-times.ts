// Times that no clock of today can have written: the clock was set back since, and nothing may wait until it is there again.
import { clockToleranceMs } from '../../shared/database/clock-step.ts'
import type { Result, Statement } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'

/** At least as long as any lease that may be configured. */
const longestMs = 3_600_000
/** Of a poisoned removal, beside the length of a lease. */
const longestPauseMs = 600_000

/** How far the clock went back: each poller that runs writes its tick every 10 s. Null where none is ahead. */
const stepMs = `(SELECT max(last_tick_at) - ${now} FROM pollers WHERE last_tick_at > ${now} + ${clockToleranceMs})`

/**
 * Behind each beat. What was due is due now. A lease ends when it would have, but not before `ttlMs`: a holder that lives
 * renews it, also one that has claimed since. The last statement forgets the step, so that it is corrected once.
 */
export function clampTimes(ttlMs: number): Statement[] {
  const limit = `${now} + ${Math.max(longestMs, ttlMs + longestPauseMs)}`
  const args = { ttl_ms: ttlMs }
  const isLate = (column: string) =>
    `(${column} > ${limit} OR (${column} > ${now} + :ttl_ms AND ${stepMs} IS NOT NULL))`
  const corrected = (column: string) =>
    `iif(${column} > ${limit}, ${now} + :ttl_ms, max(${column} - ${stepMs}, ${now} + :ttl_ms))`
  return [
    {
      sql: `UPDATE stores SET due_at = ${now} WHERE due_at > ${limit} OR (due_at > ${now} AND ${stepMs} IS NOT NULL) RETURNING id`,
    },
    {
      sql: `UPDATE stores SET lease_expires_at = ${corrected('lease_expires_at')}
        WHERE lease_holder IS NOT NULL AND ${isLate('lease_expires_at')} RETURNING id`,
      args,
    },
    {
      sql: `UPDATE leases SET expires_at = ${corrected('expires_at')} WHERE ${isLate('expires_at')} RETURNING name`,
      args,
    },
    { sql: `UPDATE leases SET completed_at = NULL WHERE completed_at > ${now} + ${clockToleranceMs} RETURNING name` },
    {
      sql: `UPDATE poller_processes SET last_beat_at = ${now} WHERE last_beat_at > ${now} + ${clockToleranceMs} RETURNING id`,
    },
    { sql: `UPDATE pollers SET last_tick_at = ${now} WHERE last_tick_at > ${now} + ${clockToleranceMs} RETURNING id` },
  ]
}

/** Of the results of those statements. */
export function countClamped(results: readonly Result[]): number {
  return results.reduce((sum, { rows }) => sum + rows.length, 0)
}
