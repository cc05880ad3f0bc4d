// The operations of one store, newest first in the total order (created_at, id).
import type { Database } from '../database/database.ts'
import { type Operation, operationColumns, toOperation } from './operation.ts'

/** Where a page ended: the next one begins behind it. */
export type OperationPosition = { createdAt: number; id: string }
export type OperationPage = { operations: Operation[]; next: OperationPosition | null }

/** The caller has shown that the store is theirs. */
export async function listOperations(
  database: Database,
  { storeId, limit, after }: { storeId: string; limit: number; after: OperationPosition | null },
): Promise<OperationPage> {
  const behind = after === null ? '' : 'AND (created_at, id) < (:created_at, :id)'
  const rows = await database.query(
    `SELECT ${operationColumns.join(', ')} FROM operations WHERE store_id = :store_id ${behind}
      ORDER BY created_at DESC, id DESC LIMIT :rows`,
    {
      store_id: storeId,
      rows: limit + 1,
      ...(after === null ? {} : { created_at: after.createdAt, id: after.id }),
    },
  )
  const operations = rows.slice(0, limit).map((row) => toOperation(row))
  const last = operations.at(-1)
  return { operations, next: rows.length > limit && last ? { createdAt: last.createdAt, id: last.id } : null }
}
