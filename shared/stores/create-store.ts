// Asks for a store: one row, PROVISIONING and due at once.
import type { Database } from '../database/database.ts'
import { DatabaseError } from '../database/database.ts'
import { now } from '../database/now.ts'
import { CodedError } from '../errors.ts'
import { makeStoreId, namespaceOf, type RandomBytes } from '../ids.ts'
import type { Caller } from './caller.ts'
import { type IdempotencyKey, unlessUsed, writeOnce } from './idempotency.ts'
import type { Engine } from './state-machine.ts'
import type { Store } from './store.ts'

export type NewStore = {
  name: string
  engine: Engine
  caller: Caller
  requestId: string | null
  /** How many stores that are not DELETED the owner may have, this one included. */
  maxStores?: number | null
  idempotency?: IdempotencyKey | undefined
  random?: RandomBytes
}

/** Throws `name_taken` when a store that is not DELETED has the name (its id is told only to its owner), or `quota_exceeded`. */
export async function createStore(database: Database, wanted: NewStore): Promise<Store> {
  const id = makeStoreId(wanted.name, wanted.random)
  try {
    const action = insertion(id, wanted)
    const store = await writeOnce(database, { action, storeId: id, wanted: wanted.idempotency })
    if (store === undefined) throw quotaExceeded(wanted.maxStores ?? null)
    return store
  } catch (error) {
    if (error instanceof DatabaseError && error.kind === 'unique') throw await nameTaken(database, wanted, error)
    throw error
  }
}

/** The count is part of the write, so that two at once cannot both take the last place. */
function insertion(id: string, { name, engine, caller, requestId, maxStores = null, idempotency }: NewStore) {
  const { owner } = caller
  const unused = unlessUsed(idempotency)
  return {
    sql: `INSERT INTO stores (id, owner, name, engine, namespace, status, step, progress_message, due_at, request_id, created_at, updated_at, started_at)
      SELECT ?, ?, ?, ?, ?, 'PROVISIONING', 'queued', 'Waiting for a poller', at, ?, at, at, at FROM (SELECT ${now} AS at)
      WHERE (? IS NULL OR (SELECT COUNT(*) FROM stores WHERE owner = ? AND status <> 'DELETED') < ?) AND ${unused.condition}
      RETURNING *`,
    args: [id, owner, name, engine, namespaceOf(id), requestId, maxStores, owner, maxStores, ...unused.args],
  }
}

function quotaExceeded(maxStores: number | null): CodedError {
  return new CodedError(
    'quota_exceeded',
    `This key allows ${maxStores} ${maxStores === 1 ? 'store' : 'stores'}; delete one first, or ask for a key that allows more.`,
  )
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
