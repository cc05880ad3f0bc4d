// Puts into a store's timeline that somebody was given its credentials; who cannot be recorded is not given them.
import type { Database } from '../database/database.ts'
import { now } from '../database/now.ts'
import { CodedError } from '../errors.ts'
import type { Caller } from './caller.ts'
import type { Store } from './store.ts'

/** Throws `not_ready` also when the store has left READY since it was read. */
export async function recordReveal(
  database: Database,
  { store, caller, requestId }: { store: Store; caller: Caller; requestId: string },
): Promise<void> {
  requireReady(store)
  const [result] = await database.write([
    {
      sql: `INSERT INTO events (store_id, owner, at, kind, message, request_id)
        SELECT id, owner, ${now}, 'credentials_revealed', ?, ? FROM stores WHERE id = ? AND status = 'READY' RETURNING id`,
      args: [`The initial credentials were given to ${caller.owner}`, requestId, store.id],
    },
  ])
  if (!result?.rows.length) throw notReady(`"${store.id}" is no longer READY.`)
}

/** Throws `not_ready`: before READY there is nothing to log in to. */
export function requireReady({ id, status }: Store): void {
  if (status !== 'READY') throw notReady(`"${id}" is ${status}; its credentials are given out while it is READY.`)
}

function notReady(message: string): CodedError {
  return new CodedError('not_ready', message)
}
