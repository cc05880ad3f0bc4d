// After the database was away: claims that could not be released meanwhile are released, and no store pays for the outage.
import type { Database, Statement } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'

/**
 * To be called between ticks, when this process works on nothing, so that every claim under `holder` is orphaned. The time
 * of an outage counts for no store, whether it was leased or waited for its turn.
 */
export async function resume(
  database: Database,
  { holder, outageMs }: { holder: string; outageMs: number },
): Promise<void> {
  await database.write([
    {
      sql: `UPDATE operations SET last_observed_at = NULL
        WHERE finished_at IS NULL AND last_observed_at <= ${now} - :outage_ms`,
      args: { outage_ms: Math.round(outageMs) },
    },
    releaseAll(holder),
  ])
}

/**
 * Releases what is claimed under `holder` although it works on nothing: a server may carry out a claim whose answer nobody
 * waited for any more, long after the outage is over.
 */
export async function releaseOrphanedClaims(database: Database, holder: string): Promise<void> {
  await database.write([releaseAll(holder)])
}

function releaseAll(holder: string): Statement {
  return {
    sql: `UPDATE stores SET lease_holder = NULL, lease_expires_at = NULL, expired_leases = 0 WHERE lease_holder = :holder`,
    args: { holder },
  }
}
