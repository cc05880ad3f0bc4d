// Gives a FAILED store another try, with clocks and attempts anew; its old evidence stays in the events.
import type { Database } from '../database/database.ts'
import { now } from '../database/now.ts'
import { CodedError } from '../errors.ts'
import { type Caller, ownedBy } from './caller.ts'
import { getStore } from './get-store.ts'
import { type Store, toStore } from './store.ts'

/** Throws `not_found`, or `not_failed` when there is nothing to try again. */
export async function requestRetry(
  database: Database,
  { id, caller, requestId }: { id: string; caller: Caller; requestId: string | null },
): Promise<Store> {
  const { condition, args } = ownedBy(caller)
  const [result] = await database.write([
    {
      sql: `UPDATE stores SET status = 'PROVISIONING', step = 'queued', progress_message = 'Waiting for a poller',
          failure_code = NULL, failure_reason = NULL, cause = NULL, recoverable = 0, replace_release = 1,
          attempts = 0, expired_leases = 0, observed_ms = 0, last_observed_at = NULL, failed_at = NULL,
          due_at = ${now}, started_at = ${now}, updated_at = ${now}, request_id = ?
        WHERE id = ? AND status = 'FAILED' AND ${condition} RETURNING *`,
      args: [requestId, id, ...args],
    },
  ])
  const row = result?.rows[0]
  if (row) return toStore(row)
  const store = await getStore(database, id, caller)
  throw new CodedError('not_failed', `Only a FAILED store can be retried; "${id}" is ${store.status}.`)
}
