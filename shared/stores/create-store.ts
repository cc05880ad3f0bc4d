// Asks for a store: one row, PROVISIONING and due at once.
import type { Database } from '../database/database.ts'
import { DatabaseError } from '../database/database.ts'
import { now } from '../database/now.ts'
import { CodedError } from '../errors.ts'
import { makeStoreId, namespaceOf, type RandomBytes } from '../ids.ts'
import type { Caller } from './caller.ts'
import type { Engine } from './state-machine.ts'
import { type Store, toStore } from './store.ts'

export type NewStore = { name: string; engine: Engine; caller: Caller; requestId: string | null; random?: RandomBytes }

/** Throws `name_taken` when a store that is not DELETED has the name; its id is told only to its owner. */
export async function createStore(database: Database, wanted: NewStore): Promise<Store> {
  const id = makeStoreId(wanted.name, wanted.random)
  try {
    const [result] = await database.write([
      {
        sql: `INSERT INTO stores (id, owner, name, engine, namespace, status, step, progress_message, due_at, request_id, created_at, updated_at, started_at)
          SELECT ?, ?, ?, ?, ?, 'PROVISIONING', 'queued', 'Waiting for a poller', at, ?, at, at, at FROM (SELECT ${now} AS at) RETURNING *`,
        args: [id, wanted.caller.owner, wanted.name, wanted.engine, namespaceOf(id), wanted.requestId],
      },
    ])
    return toStore(result?.rows[0] as never)
  } catch (error) {
    if (error instanceof DatabaseError && error.kind === 'unique') throw await nameTaken(database, wanted, error)
    throw error
  }
}

async function nameTaken(database: Database, { name, caller }: NewStore, cause: Error): Promise<CodedError> {
  const [holder] = await database.query<{ id: string; owner: string }>(
    `SELECT id, owner FROM stores WHERE name = ? AND status <> 'DELETED'`,
    [name],
  )
  const mine = holder !== undefined && (caller.everything || holder.owner === caller.owner)
  return new CodedError(
    'name_taken',
    `A store with the name "${name}" exists already; choose another name or delete that store.`,
    {
      cause,
      errors: [{ pointer: '/name', rule: 'unique', message: `"${name}" is taken` }],
      details: mine ? { store_id: holder.id } : {},
    },
  )
}
