// Gives a FAILED store another try, with clocks and attempts anew; its old evidence stays in the events.
import type { Database } from '../database/database.ts'
import { now } from '../database/now.ts'
import { CodedError } from '../errors.ts'
import { type Caller, ownedBy } from './caller.ts'
import { getStore } from './get-store.ts'
import { type IdempotencyKey, unlessUsed, writeOnce } from './idempotency.ts'
import type { Store } from './store.ts'

export type RetryRequest = {
  id: string
  caller: Caller
  requestId: string | null
  idempotency?: IdempotencyKey | undefined
}

/** Throws `not_found`, or `not_failed` when there is nothing to try again. */
export async function requestRetry(database: Database, asked: RetryRequest): Promise<Store> {
  const { id, caller, idempotency } = asked
  const retried = await writeOnce(database, { action: renewal(asked), storeId: id, wanted: idempotency })
  if (retried) return retried
  const store = await getStore(database, id, caller)
  throw new CodedError('not_failed', `Only a FAILED store can be retried; "${id}" is ${store.status}.`)
}

function renewal({ id, caller, requestId, idempotency }: RetryRequest) {
  const owned = ownedBy(caller)
  const unused = unlessUsed(idempotency)
  return {
    sql: `UPDATE stores SET status = 'PROVISIONING', step = 'queued', progress_message = 'Waiting for a poller',
        failure_code = NULL, failure_reason = NULL, cause = NULL, recoverable = 0, replace_release = 1,
        attempts = 0, expired_leases = 0, observed_ms = 0, last_observed_at = NULL, failed_at = NULL,
        due_at = ${now}, started_at = ${now}, updated_at = ${now}, request_id = ?
      WHERE id = ? AND status = 'FAILED' AND ${owned.condition} AND ${unused.condition} RETURNING *`,
    args: [requestId, id, ...owned.args, ...unused.args],
  }
}
