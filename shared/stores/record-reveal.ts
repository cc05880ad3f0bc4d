// Records in a store's timeline that somebody was given its credentials; without the record they are not given out.
import type { Database } from '../database/database.ts'
import { now } from '../database/now.ts'
import { CodedError } from '../errors.ts'
import { actorOf, type Caller } from './caller.ts'
import type { Store } from './store.ts'

/** Throws `not_ready` also when the store has left READY since it was read. */
export async function recordReveal(
  database: Database,
  { store, caller, requestId }: { store: Store; caller: Caller; requestId: string },
): Promise<void> {
  requireReady(store)
  const [result] = await database.write([
    {
      sql: `INSERT INTO events (store_id, owner, operation_id, at, kind, message, actor, request_id)
        SELECT id, owner, operation_id, ${now}, 'credentials_revealed', :message, :actor, :request_id
        FROM stores WHERE id = :id AND status = 'READY' RETURNING id`,
      args: {
        id: store.id,
        message: `The initial credentials were given to ${caller.owner}`,
        actor: actorOf(caller),
        request_id: requestId,
      },
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
