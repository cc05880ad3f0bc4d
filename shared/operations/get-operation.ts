// One operation of a caller; what belongs to others is not found.
import type { Database } from '../database/database.ts'
import { CodedError } from '../errors.ts'
import { type Caller, ownedBy } from '../stores/caller.ts'
import { type Operation, operationColumns, toOperation } from './operation.ts'

/** Throws `not_found`. */
export async function getOperation(database: Database, id: string, caller: Caller): Promise<Operation> {
  const owned = ownedBy(caller)
  const [row] = await database.query(
    `SELECT ${operationColumns.join(', ')} FROM operations WHERE id = :id AND ${owned.condition}`,
    { id, ...owned.args },
  )
  if (row === undefined) throw new CodedError('not_found', `There is no operation with the id "${id}".`)
  return toOperation(row)
}
