// What the holder of a lease writes: each write names store, operation and token, and changes nothing where they no longer
// match.
import type { Database } from '../../shared/database/database.ts'
import type { Step } from '../../shared/operations/index.ts'
import type { BusyStore } from '../../shared/stores/index.ts'
import type { Patch } from '../../shared/stores/patches.ts'
import { type NewEvent, patchStatements } from '../../shared/stores/write-patch.ts'

export type LeasedWrite = {
  store: BusyStore
  patch: Patch
  /** The earliest step that was not seen done; those before it count as ended. */
  reachedStep?: Step | undefined
  events?: readonly NewEvent[]
}

/** Writes and releases the lease. False when the lease was no longer ours: then nothing was written. */
export async function finish(database: Database, write: LeasedWrite): Promise<boolean> {
  return await writeLeased(database, write, 'lease_holder = NULL, lease_expires_at = NULL, expired_leases = 0')
}

/**
 * Writes and keeps the lease, so that what is about to happen is recorded before it happens. Returns the store with the
 * patch's new values, or undefined when the lease was no longer ours.
 */
export async function markProgress(database: Database, write: LeasedWrite): Promise<BusyStore | undefined> {
  const { store, patch } = write
  if (!(await writeLeased(database, write, undefined))) return undefined
  return { ...store, ...patch.store, operation: { ...store.operation, ...patch.operation } }
}

async function writeLeased(database: Database, write: LeasedWrite, leaseSql: string | undefined): Promise<boolean> {
  const fence = {
    condition: 'lease_token = :fence_token AND lease_holder IS NOT NULL',
    args: { fence_token: write.store.leaseToken },
  }
  const results = await database.write(patchStatements({ ...write, fence, leaseSql }))
  return (results.at(-1)?.rows.length ?? 0) > 0
}
