// The one builder of rows for tests: puts a store into a state with the product's own patches, so that its history is one
// that could have happened, and sets single columns by name.
import type { Bind, Database, Statement } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'
import type { OperationKind, Step } from '../../shared/operations/index.ts'
import { queueOf } from '../../shared/operations/index.ts'
import { ownWords } from '../../shared/safe-text.ts'
import {
  type Caller,
  createStore,
  type Engine,
  getStore,
  localCaller,
  requestDeletion,
  requestRetry,
  type Status,
  type Store,
} from '../../shared/stores/index.ts'
import { type Patch, toDeleted, toFailed, toReady } from '../../shared/stores/patches.ts'
import { patchStatements } from '../../shared/stores/write-patch.ts'

export type Placed = {
  name?: string
  engine?: Engine
  owner?: string
  status?: Status
  /** Of the open operation; the queue follows it. */
  step?: Step
  /** Columns of `stores` and of its open operation that differ from what the state brings. Times in ms since 1970. */
  store?: Record<string, Bind>
  operation?: Record<string, Bind>
}

let placed = 0

/** A new store, PROVISIONING with a queued `create` unless something else is asked for. */
export async function placeStore(database: Database, wanted: Placed = {}): Promise<Store> {
  const { name = `placed-${++placed}`, engine = 'woocommerce', owner, status = 'PROVISIONING' } = wanted
  const caller = owner === undefined ? localCaller : ownerOf(owner)
  const { id } = await createStore(database, { name, engine, caller, requestId: null })
  await moveStore(database, id, status)
  return setRow(database, id, wanted)
}

export function ownerOf(owner: string): Caller {
  return { owner, allOwners: false, keyId: `key_${owner}` }
}

/** From wherever it is, on a legal path. A FAILED store becomes PROVISIONING by a retry. */
export async function moveStore(database: Database, id: string, to: Status): Promise<Store> {
  const store = await getStore(database, id, localCaller)
  if (store.status === to) return store
  switch (to) {
    case 'PROVISIONING':
      return requestRetry(database, { id, caller: localCaller, requestId: null })
    case 'READY':
      await fixIdentity(database, store)
      return patchStore(database, id, toReady({ helmRevision: 1, appliedRelease: store.appliedRelease }))
    case 'FAILED':
      return patchStore(database, id, failure)
    case 'SUSPENDED':
      await moveStore(database, id, 'READY')
      return patchStore(database, id, { store: { status: 'SUSPENDED', health: null } })
    case 'DELETING':
      return requestDeletion(database, { id, caller: localCaller, requestId: null })
    case 'DELETED':
      await moveStore(database, id, 'DELETING')
      return patchStore(database, id, toDeleted())
  }
}

const failure = toFailed({ code: 'crash_loop', reason: ownWords('Pods not ready: web'), step: 'web' })

/** Writes a patch of the product with no fence but the row itself; the operation's end releases the lease. */
export async function patchStore(database: Database, id: string, patch: Patch): Promise<Store> {
  const store = await getStore(database, id, localCaller)
  await database.write(patchStatements({ store, patch, fence: { condition: '1 = 1', args: {} } }))
  return getStore(database, id, localCaller)
}

async function fixIdentity(database: Database, { id, name, url }: Store): Promise<void> {
  if (url !== null) return
  const patch: Patch = {
    store: {
      host: `${name}.localhost`,
      url: `http://${name}.localhost`,
      adminEmail: `admin@${name}.localhost`,
      keyId: 'none',
    },
  }
  await patchStore(database, id, patch)
}

/** Sets columns as they are given, past every rule but the table's own. */
export async function setRow(
  database: Database,
  id: string,
  { step, store = {}, operation = {} }: Pick<Placed, 'step' | 'store' | 'operation'>,
): Promise<Store> {
  const before = await getStore(database, id, localCaller)
  const { kind } = before.operation ?? {}
  const atStep: { store: Record<string, Bind>; operation: Record<string, Bind> } =
    step === undefined || kind === undefined
      ? { store: {}, operation: {} }
      : { store: { queue: queueOf(kind satisfies OperationKind, step) }, operation: { step } }
  const statements = [
    ...assignment('operations', before.operation?.id ?? '', { ...atStep.operation, ...operation }),
    ...assignment('stores', id, { ...atStep.store, ...store }),
  ]
  if (statements.length > 0) await database.write(statements)
  return getStore(database, id, localCaller)
}

function assignment(table: 'stores' | 'operations', id: string, columns: Record<string, Bind>): Statement[] {
  const names = Object.keys(columns)
  if (names.length === 0) return []
  return [
    {
      sql: `UPDATE ${table} SET ${names.map((name) => `${name} = :${name}`).join(', ')} WHERE id = :row_id`,
      args: { ...columns, row_id: id },
    },
  ]
}

/** The lease of `holder` on a store, as a claim would leave it; negative `inMs` is a lease that has expired. */
export async function leaseStore(
  database: Database,
  id: string,
  { holder = 'other:1:aaaaaaaa', inMs = 60_000, token }: { holder?: string; inMs?: number; token?: number } = {},
): Promise<void> {
  await database.write([
    {
      sql: `UPDATE stores SET lease_holder = :holder, lease_expires_at = ${now} + :in_ms,
          lease_token = coalesce(:token, lease_token + 1) WHERE id = :id`,
      args: { holder, in_ms: inMs, token: token ?? null, id },
    },
  ])
}
