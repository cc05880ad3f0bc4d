// Records a new store: one row, PROVISIONING, with its `create` operation due at once.
import { type Bind, type Database, DatabaseError, type Statement } from '../database/database.ts'
import { now } from '../database/now.ts'
import { CodedError } from '../errors.ts'
import { makeOperationId, makeStoreId, namespaceOf, type RandomBytes } from '../ids.ts'
import { firstStep } from '../operations/kinds.ts'
import { openOperation } from '../operations/open-operation.ts'
import { actorOf, type Caller, owns } from './caller.ts'
import { type IdempotencyKey, ifKeyUnused, writeOnce } from './idempotency.ts'
import type { Engine } from './state-machine.ts'
import { type Store, selectStores } from './store.ts'

export type NewStore = {
  name: string
  engine: Engine
  caller: Caller
  requestId: string | null
  /** The release that it shall have; without one it follows the default until it is READY. */
  release?: string | null
  /** How many stores that are not DELETED the owner may have, this one included. */
  maxStores?: number | null
  /** For how long a name is kept for its former owner after the deletion of its store; 0 is not at all. */
  nameHoldMs?: number
  idempotency?: IdempotencyKey | undefined
  random?: RandomBytes
}

/**
 * Throws `name_taken` when a store that is not DELETED has the name (its id is told only to its owner) or the name is held for
 * its former owner, `quota_exceeded`, or `release_unknown`.
 */
export async function createStore(database: Database, wanted: NewStore): Promise<Store> {
  const operationId = makeOperationId(wanted.random)
  try {
    const statements = insertions(makeStoreId(wanted.name, wanted.random), operationId, wanted)
    const store = await writeOnce(database, { statements, operationId, key: wanted.idempotency })
    if (store === undefined) throw await explainRefusal(database, wanted)
    return store
  } catch (error) {
    if (error instanceof DatabaseError && error.kind === 'unique') throw await nameTaken(database, wanted, error)
    throw error
  }
}

/** The count is part of the write, so that two at once cannot both take the last place, and so is whether the name is held. */
function insertions(id: string, operationId: string, wanted: NewStore): Statement[] {
  const { name, engine, caller, requestId, release = null, maxStores = null, idempotency } = wanted
  const { owner } = caller
  const unused = ifKeyUnused(idempotency)
  const free = ifNameFree(wanted)
  const { name: step, queue } = firstStep('create')
  const operation = { id: operationId, kind: 'create' as const, actor: actorOf(caller), requestId }
  const params = { name, engine, ...(release === null ? {} : { release }) }
  return [
    openOperation(
      { ...operation, params },
      {
        sql: `(SELECT :store_id AS store_id, :owner AS owner)
          WHERE (:max_stores IS NULL OR (SELECT COUNT(*) FROM stores WHERE owner = :owner AND status <> 'DELETED') < :max_stores)
            AND (:release IS NULL OR EXISTS (SELECT 1 FROM releases WHERE name = :release))
            AND ${free.condition} AND ${unused.condition}`,
        args: { store_id: id, owner, max_stores: maxStores, release, ...free.args, ...unused.args },
      },
    ),
    {
      sql: `INSERT INTO stores (id, owner, name, engine, namespace, release, status, operation_id, queue, due_at, created_at, updated_at, started_at)
        SELECT store_id, owner, :name, :engine, :namespace, :release, 'PROVISIONING', id, :queue, created_at, created_at, created_at, created_at
        FROM operations WHERE id = :operation_id AND step = :step`,
      args: { name, engine, namespace: namespaceOf(id), release, queue, step, operation_id: operationId },
    },
    { sql: `${selectStores} WHERE stores.id = :id`, args: { id } },
  ]
}

/** Of all who had it lately the last one counts. A deletion further ahead than the hold comes from another clock. */
function ifNameFree({ name, caller, nameHoldMs = 0 }: NewStore): { condition: string; args: Record<string, Bind> } {
  if (nameHoldMs === 0) return { condition: '1 = 1', args: {} }
  return {
    condition: `coalesce((SELECT owner FROM stores INDEXED BY stores_deleted WHERE status = 'DELETED' AND name = :name
        AND deleted_at > ${now} - :hold_ms AND deleted_at < ${now} + :hold_ms
      ORDER BY deleted_at DESC LIMIT 1), :owner) = :owner`,
    args: { name, owner: caller.owner, hold_ms: nameHoldMs },
  }
}

async function explainRefusal(database: Database, wanted: NewStore): Promise<CodedError> {
  const { release = null, maxStores = null } = wanted
  const known = await database.query('SELECT 1 FROM releases WHERE name = :release', { release })
  if (release !== null && known.length === 0)
    return new CodedError('release_unknown', `There is no release "${release}"; GET /releases lists them.`)
  const { condition, args } = ifNameFree(wanted)
  const free = await database.query(`SELECT 1 WHERE ${condition}`, args)
  // Without a limit nothing else can have refused it, though its time may be over by now.
  if (free.length === 0 || maxStores === null) return nameHeld(wanted)
  return new CodedError(
    'quota_exceeded',
    `This key allows ${maxStores} ${maxStores === 1 ? 'store' : 'stores'}; delete one first, or ask for a key that allows more.`,
  )
}

function nameHeld({ name }: NewStore): CodedError {
  return new CodedError(
    'name_taken',
    `A store with the name "${name}" was deleted not long ago, and the name is kept for its former owner; choose another name.`,
    { errors: [{ pointer: '/name', rule: 'held', message: `"${name}" is kept for its former owner` }] },
  )
}

async function nameTaken(database: Database, { name, caller }: NewStore, cause: Error): Promise<CodedError> {
  const [holder] = await database.query<{ id: string; owner: string }>(
    `SELECT id, owner FROM stores WHERE name = :name AND status <> 'DELETED'`,
    { name },
  )
  const isOwn = holder !== undefined && owns(caller, holder)
  return new CodedError(
    'name_taken',
    `A store with the name "${name}" exists already; choose another name or delete that store.`,
    {
      cause,
      errors: [{ pointer: '/name', rule: 'unique', message: `"${name}" is taken` }],
      details: isOwn ? { store_id: holder.id } : {},
    },
  )
}
