// What the holder of a lease writes: each write names store, operation and token, and changes nothing where they no longer
// match. Each records for how long the store was observed.
import type { Database, Row, Statement } from '../../shared/database/database.ts'
import type { Step } from '../../shared/operations/index.ts'
import { type BusyStore, selectStores, toStore } from '../../shared/stores/index.ts'
import type { Patch } from '../../shared/stores/patches.ts'
import { type NewEvent, patchStatements } from '../../shared/stores/write-patch.ts'

export type LeasedWrite = {
  /** As its row was last read or written by the holder. */
  store: BusyStore
  patch: Patch
  /** The earliest step that was not seen done; those before it count as ended. */
  reachedStep?: Step | undefined
  events?: readonly NewEvent[]
}

/** Writes and releases the lease. False when the lease was no longer ours: then nothing was written. */
export async function finish(database: Database, write: LeasedWrite): Promise<boolean> {
  const rows = await writeLeased(database, { write, leaseSql: releaseSql })
  return rows.length > 0
}

const releaseSql = 'lease_holder = NULL, lease_expires_at = NULL, expired_leases = 0'

/**
 * Writes and keeps the lease, so that what is about to happen is recorded before it happens. Returns the store as its row is
 * then, or undefined when the lease was no longer ours.
 */
export async function markProgress(database: Database, write: LeasedWrite): Promise<BusyStore | undefined> {
  const [row] = await writeLeased(database, { write, read: [selectLeased(write.store)] })
  return row && (toStore(row) as BusyStore)
}

/** The store as its row is now, with the clock of its holder; undefined when the lease is no longer ours. */
export async function readLeased(database: Database, store: BusyStore): Promise<BusyStore | undefined> {
  const { sql, args } = selectLeased(store)
  const [row] = await database.query(sql, args)
  if (row === undefined) return undefined
  const { observedMs, lastObservedAt } = store.operation
  const { operation, ...found } = toStore(row) as BusyStore
  return { ...found, operation: { ...operation, observedMs, lastObservedAt } }
}

function selectLeased({ id, leaseToken, operation }: BusyStore) {
  return {
    sql: `${selectStores} WHERE stores.id = :id AND stores.operation_id = :operation_id
      AND stores.lease_token = :token AND stores.lease_holder IS NOT NULL`,
    args: { id, operation_id: operation.id, token: leaseToken },
  }
}

type Writing = { write: LeasedWrite; leaseSql?: string; read?: Statement[] }

/** The rows of the last statement. */
async function writeLeased(database: Database, { write, leaseSql, read = [] }: Writing): Promise<Row[]> {
  const { store, patch } = write
  const { observedMs, lastObservedAt } = store.operation
  const statements = patchStatements({
    ...write,
    patch: { ...patch, operation: { observedMs, lastObservedAt, ...patch.operation } },
    fence: {
      condition: 'lease_token = :fence_token AND lease_holder IS NOT NULL',
      args: { fence_token: store.leaseToken },
    },
    leaseSql,
  })
  const results = await database.write([...statements, ...read])
  return results.at(-1)?.rows ?? []
}
