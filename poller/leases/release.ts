// Releases leases without a result: the store stays due, and the next poller begins by observing.
import type { Database, Statement } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'
import type { SafeText } from '../../shared/safe-text.ts'
import type { BusyStore } from '../../shared/stores/index.ts'

/**
 * Rows whose lease is no longer ours are left alone. `outage` says what the work waits for: it becomes the message of the
 * operations, and the time until the next observation does not count.
 */
export async function release(database: Database, stores: BusyStore[], outage?: SafeText): Promise<void> {
  if (stores.length === 0) return
  await database.write(
    stores.flatMap((store) => [...(outage === undefined ? [] : recordOutage(store, outage)), releaseOne(store)]),
  )
}

const isOurs = 'stores.id = :id AND lease_token = :token AND lease_holder IS NOT NULL'
const isStillOurs = `EXISTS (SELECT 1 FROM stores WHERE ${isOurs} AND operation_id = :operation_id)`

function releaseOne({ id, leaseToken }: BusyStore): Statement {
  return {
    sql: `UPDATE stores SET lease_holder = NULL, lease_expires_at = NULL, expired_leases = 0 WHERE ${isOurs}`,
    args: { id, token: leaseToken },
  }
}

function recordOutage({ id, leaseToken, operation }: BusyStore, outage: SafeText): Statement[] {
  const args = { id, token: leaseToken, operation_id: operation.id, outage }
  return [
    {
      sql: `UPDATE stores SET updated_at = ${now} WHERE ${isOurs} AND operation_id = :operation_id
        AND EXISTS (SELECT 1 FROM operations WHERE id = :operation_id AND message IS NOT :outage)`,
      args,
    },
    {
      sql: `UPDATE operations SET message = :outage, last_observed_at = NULL WHERE operations.id = :operation_id AND ${isStillOurs}`,
      args,
    },
  ]
}
