// Opens an operation on a store that is there: the statements that retry and deletion share.
import type { Bind, Statement } from '../database/database.ts'
import { now } from '../database/now.ts'
import { firstStep, kindTraits } from '../operations/kinds.ts'
import { type NewOperation, openOperation } from '../operations/open-operation.ts'
import { assignRequested } from './assign-patch.ts'
import { toRequested } from './patches.ts'
import { selectStores } from './store.ts'

export type OperationRequest = {
  storeId: string
  operation: NewOperation
  /** A condition on the row of `stores` beside its id and its status. */
  allowed: { condition: string; args: Record<string, Bind> }
}

/**
 * Opens `operation` where the store's status is one that its kind starts from, and points the store at it, due at once. The
 * lease stays: work on what it replaces ends first. The last statement selects the store.
 */
export function requestStatements({ storeId, operation, allowed }: OperationRequest): Statement[] {
  const { from, during } = kindTraits[operation.kind]
  const where = `id = :store_id AND status IN (SELECT value FROM json_each(:from)) AND ${allowed.condition}`
  const args = { store_id: storeId, from: JSON.stringify(from), ...allowed.args }
  const { assignments, args: patched } = assignRequested(toRequested(during))
  return [
    openOperation(operation, { sql: `(SELECT id AS store_id, owner FROM stores WHERE ${where})`, args }),
    {
      sql: `UPDATE stores SET ${assignments.join(', ')}, operation_id = :operation_id, queue = :queue, expired_leases = 0,
          failed_at = NULL, due_at = ${now}, started_at = ${now}, updated_at = ${now}
        WHERE id = :store_id AND EXISTS (SELECT 1 FROM operations WHERE id = :operation_id)`,
      args: { ...patched, store_id: storeId, operation_id: operation.id, queue: firstStep(operation.kind).queue },
    },
    { sql: `${selectStores} WHERE stores.id = :id`, args: { id: storeId } },
  ]
}
