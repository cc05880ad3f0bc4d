// What the API shows of a store, alone or in a page.
import type { Row } from '../database/database.ts'
import type { Operation } from '../operations/operation.ts'
import { defaultRelease, type Store, toStore } from './store.ts'

/** Half of the columns of a store: reading costs what its columns do. */
export type ListedStore = Pick<
  Store,
  | 'id'
  | 'owner'
  | 'name'
  | 'cluster'
  | 'engine'
  | 'namespace'
  | 'status'
  | 'url'
  | 'release'
  | 'appliedRelease'
  | 'defaultRelease'
  | 'failureCode'
  | 'failureReason'
  | 'recoverable'
  | 'health'
  | 'healthReason'
  | 'queue'
  | 'dueAt'
  | 'createdAt'
  | 'updatedAt'
> & { operation: Pick<Operation, 'id' | 'kind' | 'state' | 'step' | 'message'> | null }

const columns = [
  'id',
  'owner',
  'name',
  'cluster',
  'engine',
  'namespace',
  'status',
  'url',
  'release',
  'applied_release',
  'failure_code',
  'failure_reason',
  'recoverable',
  'health',
  'health_reason',
  'queue',
  'due_at',
  'created_at',
  'updated_at',
]
const operationColumns = ['id', 'kind', 'state', 'step', 'message']
/** `toListed` reads its rows. Conditions name columns of `stores`. */
export const selectListed = `SELECT ${columns.map((column) => `stores.${column}`).join(', ')},
  ${operationColumns.map((column) => `operations.${column} AS op_${column}`).join(', ')},
  ${defaultRelease}
  FROM stores LEFT JOIN operations ON operations.id = stores.operation_id`

export function toListed(row: Row): ListedStore {
  return toStore(row)
}
