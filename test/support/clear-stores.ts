// Takes every store out of a test's database, with all that refers to it, so that a test begins with none.
import type { Database } from '../../shared/database/database.ts'

const tables = ['idempotency_keys', 'events', 'operations', 'stores', 'leases', 'pollers']

export async function clearStores(database: Database): Promise<void> {
  await database.write(tables.map((table) => ({ sql: `DELETE FROM ${table}` })))
}
