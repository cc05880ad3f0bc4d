// One store of a caller; what belongs to others is not found.
import type { Database } from '../database/database.ts'
import { CodedError } from '../errors.ts'
import { type Caller, ownedBy } from './caller.ts'
import { type Store, selectStores, toStore } from './store.ts'

/** Throws `not_found`. */
export async function getStore(database: Database, id: string, caller: Caller): Promise<Store> {
  const { condition, args } = ownedBy(caller, 'stores')
  const [row] = await database.query(`${selectStores} WHERE stores.id = :id AND ${condition}`, { id, ...args })
  if (row === undefined) throw new CodedError('not_found', `There is no store with the id "${id}".`)
  return toStore(row)
}
