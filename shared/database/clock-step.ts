// Whether the database's clock was set back: rows hold times that it has not reached yet.
import type { Database } from './database.ts'
import { now } from './now.ts'

/** Of a clock that is corrected a little all the time. */
export const clockToleranceMs = 5_000

/** By how much the newest times of the last events and of pollers lie ahead of the clock, in milliseconds; 0 where none does. */
export async function readClockStepMs(database: Database): Promise<number> {
  const [row] = await database.query<{ aheadMs: number | null }>(
    `SELECT max(at) - ${now} AS aheadMs FROM (
      SELECT max(last_tick_at) AS at FROM pollers
      UNION ALL SELECT max(at) FROM (SELECT at FROM events ORDER BY id DESC LIMIT 20))`,
  )
  const aheadMs = row?.aheadMs ?? 0
  return aheadMs > clockToleranceMs ? aheadMs : 0
}

export function describeClockStep(database: Database, stepMs: number): string {
  return `the clock of ${database.location} was set back: it has times up to ${Math.ceil(stepMs / 1_000)} s ahead of it. No store waits for them; look whether that machine's clock is right`
}
