// A page of stores, newest first in the total order (created_at, id).
import type { Bind, Database } from '../database/database.ts'
import { type Caller, ownedBy } from './caller.ts'
import type { Engine, Status } from './state-machine.ts'
import { type Store, toStore } from './store.ts'

/** Where a page ended: the next one begins behind it, whatever was created or deleted meanwhile. */
export type Position = { createdAt: number; id: string }
export type StoreFilter = { status?: Status | undefined; engine?: Engine | undefined; namePrefix?: string | undefined }
/** What a page shows of a store: half of its columns, and reading a page costs what its columns do. */
export type ListedStore = Pick<
  Store,
  | 'id'
  | 'name'
  | 'engine'
  | 'namespace'
  | 'status'
  | 'step'
  | 'progressMessage'
  | 'url'
  | 'failureCode'
  | 'failureReason'
  | 'health'
  | 'healthReason'
  | 'createdAt'
  | 'updatedAt'
>
export type Page = { stores: ListedStore[]; next: Position | null }

const listedColumns = `id, name, engine, namespace, status, step, progress_message, url, failure_code, failure_reason, health,
  health_reason, created_at, updated_at`

/** DELETED stores are in it only when `status` asks for them. */
export async function listStores(
  database: Database,
  { caller, filter, limit, after }: { caller: Caller; filter: StoreFilter; limit: number; after: Position | null },
): Promise<Page> {
  const { conditions, args, order } = where({ caller, filter, after })
  const rows = await database.query(
    `SELECT ${listedColumns} FROM stores WHERE ${conditions.join(' AND ')} ORDER BY ${order} LIMIT ?`,
    [...args, limit + 1],
  )
  const stores = rows.slice(0, limit).map((row): ListedStore => toStore(row))
  const last = stores.at(-1)
  return { stores, next: rows.length > limit && last ? { createdAt: last.createdAt, id: last.id } : null }
}

function where({ caller, filter, after }: { caller: Caller; filter: StoreFilter; after: Position | null }) {
  const owned = ownedBy(caller)
  // Few names begin as asked for: the "+" keeps the planner from walking through all stores of another index instead.
  const byName = filter.namePrefix && filter.status !== 'DELETED' ? '+' : ''
  const conditions = [`${byName}${owned.condition}`]
  const args: Bind[] = [...owned.args]
  const add = (condition: string, ...values: Bind[]) => {
    conditions.push(condition)
    args.push(...values)
  }
  if (filter.status) add(`${byName}status = ?`, filter.status)
  if (!filter.status || byName) add(`status <> 'DELETED'`)
  if (filter.engine) add(`${byName}engine = ?`, filter.engine)
  // A name holds a-z, 0-9 and "-" only, all of them before "{".
  if (filter.namePrefix) add('name >= ? AND name < ?', filter.namePrefix, `${filter.namePrefix}{`)
  if (after) add('(created_at, id) < (?, ?)', after.createdAt, after.id)
  return { conditions, args, order: `${byName}created_at DESC, id DESC` }
}
