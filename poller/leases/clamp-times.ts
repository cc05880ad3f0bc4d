// Times that no clock of today can have written: the clock was set back since, and nothing may wait until it is there again.
import type { Result, Statement } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'

/** At least as long as any lease that may be configured. */
const longestMs = 3_600_000
/** Of a poisoned removal, beside the length of a lease. */
const longestPauseMs = 600_000
/** Of a clock that is corrected a little all the time. */
const toleranceMs = 5_000

/**
 * Behind each beat. What was due is due now. A lease ends after `ttlMs`: a holder that lives renews it before, one that is gone
 * does not.
 */
export function clampTimes(ttlMs: number): Statement[] {
  const limit = `${now} + ${Math.max(longestMs, ttlMs + longestPauseMs)}`
  const args = { ttl_ms: ttlMs }
  return [
    { sql: `UPDATE stores SET due_at = ${now} WHERE due_at > ${limit} RETURNING id` },
    {
      sql: `UPDATE stores SET lease_expires_at = ${now} + :ttl_ms
        WHERE lease_holder IS NOT NULL AND lease_expires_at > ${limit} RETURNING id`,
      args,
    },
    { sql: `UPDATE leases SET expires_at = ${now} + :ttl_ms WHERE expires_at > ${limit} RETURNING name`, args },
    { sql: `UPDATE leases SET completed_at = NULL WHERE completed_at > ${now} + ${toleranceMs} RETURNING name` },
    { sql: `UPDATE pollers SET last_tick_at = ${now} WHERE last_tick_at > ${now} + ${toleranceMs} RETURNING id` },
  ]
}

/** Of the results of those statements. */
export function countClamped(results: readonly Result[]): number {
  return results.reduce((sum, { rows }) => sum + rows.length, 0)
}
