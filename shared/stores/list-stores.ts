// A page of stores, newest first in the total order (created_at, id).
import type { Bind, Database } from '../database/database.ts'
import { type Caller, ownedBy } from './caller.ts'
import { type ListedStore, selectListed, toListed } from './listed-store.ts'
import type { Engine, Status } from './state-machine.ts'

/** Where a page ended: the next one begins behind it, whatever was created or deleted meanwhile. */
export type Position = { createdAt: number; id: string }
export type StoreFilter = { status?: Status | undefined; engine?: Engine | undefined; namePrefix?: string | undefined }
export type Page = { stores: ListedStore[]; next: Position | null }

/** DELETED stores are in it only when `status` asks for them. */
export async function listStores(
  database: Database,
  { caller, filter, limit, after }: { caller: Caller; filter: StoreFilter; limit: number; after: Position | null },
): Promise<Page> {
  const { conditions, args, order } = where({ caller, filter, after })
  const rows = await database.query(`${selectListed} WHERE ${conditions.join(' AND ')} ORDER BY ${order} LIMIT :rows`, {
    ...args,
    rows: limit + 1,
  })
  const stores = rows.slice(0, limit).map(toListed)
  const last = stores.at(-1)
  return { stores, next: rows.length > limit && last ? { createdAt: last.createdAt, id: last.id } : null }
}

function where({ caller, filter, after }: { caller: Caller; filter: StoreFilter; after: Position | null }) {
  const owned = ownedBy(caller, 'stores')
  // Few names begin as asked for: the "+" keeps the planner from walking through all stores of another index instead.
  const byName = filter.namePrefix && filter.status !== 'DELETED' ? '+' : ''
  const conditions = [`${byName}${owned.condition}`]
  const args: Record<string, Bind> = { ...owned.args }
  const add = (condition: string, binds: Record<string, Bind> = {}) => {
    conditions.push(condition)
    Object.assign(args, binds)
  }
  if (filter.status) add(`${byName}stores.status = :status`, { status: filter.status })
  if (!filter.status || byName) add(`stores.status <> 'DELETED'`)
  if (filter.engine) add(`${byName}stores.engine = :engine`, { engine: filter.engine })
  // A name holds a-z, 0-9 and "-" only, all of them before "{".
  if (filter.namePrefix)
    add('stores.name >= :name_from AND stores.name < :name_to', {
      name_from: filter.namePrefix,
      name_to: `${filter.namePrefix}{`,
    })
  if (after)
    add('(stores.created_at, stores.id) < (:after_created_at, :after_id)', {
      after_created_at: after.createdAt,
      after_id: after.id,
    })
  return { conditions, args, order: `${byName}stores.created_at DESC, stores.id DESC` }
}
