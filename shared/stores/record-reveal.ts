// Puts into a store's timeline that somebody was given its credentials; who cannot be recorded is not given them.
import type { Database } from '../database/database.ts'
import { now } from '../database/now.ts'
import { CodedError } from '../errors.ts'
import { type Caller, ownedBy } from './caller.ts'
import { getStore } from './get-store.ts'
import type { Store } from './store.ts'

/** Returns the READY store. Throws `not_found`, or `not_ready` when it has no working credentials. */
export async function recordReveal(
  database: Database,
  { id, caller, requestId }: { id: string; caller: Caller; requestId: string },
): Promise<Store> {
  const store = await getStore(database, id, caller)
  const { condition, args } = ownedBy(caller)
  const [result] = await database.write([
    {
      sql: `INSERT INTO events (store_id, owner, at, kind, message, request_id)
        SELECT id, owner, ${now}, 'credentials_revealed', ?, ? FROM stores
        WHERE id = ? AND status = 'READY' AND ${condition} RETURNING id`,
      args: [`The initial credentials were given to ${caller.owner}`, requestId, id, ...args],
    },
  ])
  if (result?.rows.length) return store
  throw new CodedError('not_ready', `"${id}" is ${store.status}; its credentials are given out while it is READY.`)
}
