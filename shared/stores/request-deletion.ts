// Marks a store for removal; legal in every state, and harmless when repeated.
import type { Database } from '../database/database.ts'
import { now } from '../database/now.ts'
import { type Caller, ownedBy } from './caller.ts'
import { getStore } from './get-store.ts'
import { type Store, toStore } from './store.ts'

/** Returns the store as it is then: DELETING, or DELETED where it is gone already. Throws `not_found`. */
export async function requestDeletion(
  database: Database,
  { id, caller, requestId }: { id: string; caller: Caller; requestId: string | null },
): Promise<Store> {
  const { condition, args } = ownedBy(caller)
  const [result] = await database.write([
    {
      sql: `UPDATE stores SET status = 'DELETING', step = 'uninstall', progress_message = 'Waiting for a poller',
          failure_code = NULL, failure_reason = NULL, cause = NULL, recoverable = 0, replace_release = 0,
          health = NULL, health_reason = NULL, attempts = 0, expired_leases = 0, observed_ms = 0, last_observed_at = NULL,
          due_at = ${now}, started_at = ${now}, updated_at = ${now}, request_id = ?
        WHERE id = ? AND status IN ('PROVISIONING', 'READY', 'FAILED') AND ${condition} RETURNING *`,
      args: [requestId, id, ...args],
    },
  ])
  const row = result?.rows[0]
  return row ? toStore(row) : getStore(database, id, caller)
}
