// Gives leases back without a result: the store stays due, and whoever comes next begins by observing.
import type { Database } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'
import type { Store } from '../../shared/stores/index.ts'

/**
 * Rows whose lease is no longer ours are left alone. `outage` says what keeps the work waiting: it becomes the progress
 * of the stores, and the time until the next observation does not count.
 */
export async function release(database: Database, stores: Store[], outage?: string): Promise<void> {
  if (stores.length === 0) return
  await database.write(
    stores.map(({ id, leaseToken }) => ({
      sql: `UPDATE stores SET lease_holder = NULL, lease_expires_at = NULL, expired_leases = 0${outage ? outageSql : ''}
        WHERE id = ? AND lease_token = ? AND lease_holder IS NOT NULL`,
      args: [...(outage ? [outage, outage] : []), id, leaseToken],
    })),
  )
}

const outageSql = `, last_observed_at = NULL,
  updated_at = CASE WHEN due_at IS NOT NULL AND progress_message IS NOT ? THEN ${now} ELSE updated_at END,
  progress_message = CASE WHEN due_at IS NOT NULL THEN ? ELSE progress_message END`
