// Cancels whatever is being done to a store.
import type { Database } from '../../shared/database/database.ts'
import { cancelOperation, type Operation } from '../../shared/operations/index.ts'
import { getStore, localCaller } from '../../shared/stores/index.ts'

/** The operation as it is then; null where nothing is being done. Throws `not_cancellable` for a deletion. */
export async function cancelOpenOperation(database: Database, storeId: string): Promise<Operation | null> {
  const { operation } = await getStore(database, storeId, localCaller)
  return operation && cancelOperation(database, { id: operation.id, caller: localCaller })
}
