// After the database was away: what could not be given back meanwhile is given back, and nobody pays for the outage.
import type { Database, Statement } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'

/**
 * To be called between ticks, when this process works on nothing, so that whatever stands under `holder` is left over.
 * The time of an outage counts for no store, whether it was leased or waited for its turn.
 */
export async function resume(
  database: Database,
  { holder, outageMs }: { holder: string; outageMs: number },
): Promise<void> {
  await database.write([
    {
      sql: `UPDATE stores SET last_observed_at = NULL WHERE due_at IS NOT NULL AND last_observed_at <= ${now} - ?`,
      args: [Math.round(outageMs)],
    },
    giveBack(holder),
  ])
}

/**
 * Gives back what stands under `holder` although it works on nothing: a server may carry out a claim whose answer nobody
 * waited for any more, long after the outage is over.
 */
export async function giveBackLeftovers(database: Database, holder: string): Promise<void> {
  await database.write([giveBack(holder)])
}

function giveBack(holder: string): Statement {
  return {
    sql: `UPDATE stores SET lease_holder = NULL, lease_expires_at = NULL, expired_leases = 0 WHERE lease_holder = ?`,
    args: [holder],
  }
}
