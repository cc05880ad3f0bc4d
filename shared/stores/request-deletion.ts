// Asks for a store's removal: legal in every status, and harmless when repeated. What was being done to it is cancelled.
import type { Database } from '../database/database.ts'
import { now } from '../database/now.ts'
import { makeOperationId } from '../ids.ts'
import { kindTraits } from '../operations/kinds.ts'
import { actorOf, type Caller, ownedBy } from './caller.ts'
import { getStore } from './get-store.ts'
import { requestStatements } from './request-operation.ts'
import type { Store } from './store.ts'

/** Returns the store as it is then: DELETING, or DELETED where it is gone already. Throws `not_found`. */
export async function requestDeletion(
  database: Database,
  { id, caller, requestId }: { id: string; caller: Caller; requestId: string | null },
): Promise<Store> {
  const actor = actorOf(caller)
  const owned = ownedBy(caller)
  const args = { store_id: id, from: JSON.stringify(kindTraits.delete.from), ...owned.args }
  await database.write([
    {
      sql: `UPDATE operations SET state = 'cancelled', cancelled_by = :actor, message = NULL, finished_at = ${now}
        WHERE store_id = :store_id AND finished_at IS NULL AND EXISTS (
          SELECT 1 FROM stores WHERE id = :store_id AND status IN (SELECT value FROM json_each(:from)) AND ${owned.condition})`,
      args: { ...args, actor },
    },
    ...requestStatements({
      storeId: id,
      operation: { id: makeOperationId(), kind: 'delete', actor, requestId },
      allowed: owned,
    }),
  ])
  return getStore(database, id, caller)
}
