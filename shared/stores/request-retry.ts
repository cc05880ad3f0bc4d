// Tries a FAILED store again, with a clock and attempts of its own; the evidence of before stays in the events.
import type { Database } from '../database/database.ts'
import { CodedError } from '../errors.ts'
import { makeOperationId } from '../ids.ts'
import { actorOf, type Caller, ownedBy, owns } from './caller.ts'
import { getStore } from './get-store.ts'
import { type IdempotencyKey, ifKeyUnused, writeOnce } from './idempotency.ts'
import { requestStatements } from './request-operation.ts'
import type { BusyStore, Store } from './store.ts'

export type RetryRequest = {
  id: string
  caller: Caller
  requestId: string | null
  idempotency?: IdempotencyKey | undefined
}

/** Throws `not_found`, `busy` where an operation is open, or `not_failed` when there is nothing to try again. */
export async function requestRetry(database: Database, asked: RetryRequest): Promise<BusyStore> {
  const { id, caller, requestId, idempotency: key } = asked
  const operationId = makeOperationId()
  const owned = ownedBy(caller)
  const unused = ifKeyUnused(key)
  const statements = requestStatements({
    storeId: id,
    operation: { id: operationId, kind: 'retry', actor: actorOf(caller), requestId },
    allowed: {
      condition: `operation_id IS NULL AND ${owned.condition} AND ${unused.condition}`,
      args: { ...owned.args, ...unused.args },
    },
  })
  const store = await writeOnce(database, { statements, operationId, key })
  const operation = store?.operation
  if (store && operation?.kind === 'retry' && (key !== undefined || operation.id === operationId))
    return { ...store, operation }
  // As it was when it was refused: another request may have changed it since.
  throw refusal(store && owns(caller, store) ? store : await getStore(database, id, caller))
}

function refusal({ id, status, operation }: Store): CodedError {
  if (operation === null)
    return new CodedError('not_failed', `Only a FAILED store can be retried; "${id}" is ${status}.`)
  return busy(id, operation)
}

/** Another operation is open: only a deletion may replace it. */
function busy(storeId: string, { id, kind }: { id: string; kind: string }): CodedError {
  return new CodedError(
    'busy',
    `The operation ${kind} (${id}) of "${storeId}" has not ended; wait for it or cancel it.`,
    {
      details: { operation_id: id },
    },
  )
}
