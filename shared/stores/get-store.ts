// One store of a caller; what belongs to others is not found.
import type { Database } from '../database/database.ts'
import { CodedError } from '../errors.ts'
import { type Caller, ownedBy } from './caller.ts'
import { type ListedStore, selectListed, toListed } from './listed-store.ts'
import { type Store, selectStores, toStore } from './store.ts'

/** Throws `not_found`. */
export async function getStore(database: Database, id: string, caller: Caller): Promise<Store> {
  return toStore(await getRow(database, { select: selectStores, id, caller }))
}

/** As the API shows it. Throws `not_found`. */
export async function getListedStore(database: Database, id: string, caller: Caller): Promise<ListedStore> {
  return toListed(await getRow(database, { select: selectListed, id, caller }))
}

async function getRow(database: Database, { select, id, caller }: { select: string; id: string; caller: Caller }) {
  const { condition, args } = ownedBy(caller, 'stores')
  const [row] = await database.query(`${select} WHERE stores.id = :id AND ${condition}`, { id, ...args })
  if (row === undefined) throw new CodedError('not_found', `There is no store with the id "${id}".`)
  return row
}
