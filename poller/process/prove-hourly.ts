// Runs that are started again and again read the whole file once an hour together: each of them would pay for it at every start.
import type { Database } from '../../shared/database/database.ts'
import { acquire, complete, isDue } from '../leases/index.ts'

const name = 'soundness'
const everyMs = 3_600_000
const ttlMs = 60_000

/**
 * Rejects with a DatabaseError where the file is damaged, and so does each run after this one. It is proven before the lease is
 * taken, for a lease on a damaged file would let the next runs work on it.
 */
export async function proveHourly(database: Database, holder: string): Promise<void> {
  if (!(await isDue(database, { name, everyMs }))) return
  await database.proveSound()
  const token = await acquire(database, { name, holder, ttlMs, everyMs })
  if (token !== undefined) await complete(database, { name, token })
}
