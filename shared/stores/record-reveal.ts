// Records in a store's timeline that somebody was given its credentials; without the record they are not given out.
import type { Database } from '../database/database.ts'
import { now } from '../database/now.ts'
import { CodedError } from '../errors.ts'
import { actorOf, type Caller } from './caller.ts'
import type { Store } from './store.ts'

type Reveal = { store: Store; caller: Caller; requestId: string }

/** One event tells of all reveals to one caller within this time, so that reads cannot fill the database. */
const oneEventMs = 60_000

/** Of the latest events of the store, of which there may be many; more callers than that at once have some events too many. */
const isTold = `EXISTS (
  SELECT 1 FROM (SELECT kind, actor, at FROM events WHERE store_id = :id ORDER BY id DESC LIMIT 100)
  WHERE kind = 'credentials_revealed' AND actor = :actor AND at BETWEEN ${now} - ${oneEventMs} AND ${now})`

/** Throws `not_ready` also when the store has left READY since it was read. */
export async function recordReveal(database: Database, { store, caller, requestId }: Reveal): Promise<void> {
  requireReady(store)
  const asked = { id: store.id, actor: actorOf(caller) }
  const [told] = await database.query(`SELECT 1 FROM stores WHERE id = :id AND status = 'READY' AND ${isTold}`, asked)
  if (told === undefined) await writeEvent(database, { ...asked, owner: caller.owner, requestId })
}

type Asked = { id: string; actor: string; owner: string; requestId: string }

/** Whether it has been told is part of the write, so that of many at once one is. */
async function writeEvent(database: Database, { id, actor, owner, requestId }: Asked): Promise<void> {
  const message = `The initial credentials were given to ${owner}`
  const [, ready] = await database.write([
    {
      sql: `INSERT INTO events (store_id, owner, operation_id, at, kind, message, actor, request_id)
        SELECT id, owner, operation_id, ${now}, 'credentials_revealed', :message, :actor, :request_id
        FROM stores WHERE id = :id AND status = 'READY' AND NOT ${isTold}`,
      args: { id, message, actor, request_id: requestId },
    },
    { sql: `SELECT 1 FROM stores WHERE id = :id AND status = 'READY'`, args: { id } },
  ])
  if (!ready?.rows.length) throw notReady(`"${id}" is no longer READY.`)
}

/** Throws `not_ready`: before READY there is nothing to log in to. */
export function requireReady({ id, status }: Store): void {
  if (status !== 'READY') throw notReady(`"${id}" is ${status}; its credentials are given out while it is READY.`)
}

function notReady(message: string): CodedError {
  return new CodedError('not_ready', message)
}
