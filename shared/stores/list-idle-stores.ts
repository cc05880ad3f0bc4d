// Stores on which nothing is being done, in the order of their ids, for whoever looks after them.
import type { Database } from '../database/database.ts'
import { now } from '../database/now.ts'
import { type Store, selectStores, toStore } from './store.ts'

export type IdlePage = {
  cluster: string
  engines: readonly string[]
  after: string
  limit: number
  withFailed: boolean
}

/**
 * At most `limit` READY stores of a cluster and of `engines` with an id above `after`; with `withFailed` also those that
 * failed in the last 24 hours. While the lease of a cancelled operation is valid its Helm may still run, so such a store is
 * not among them. The planner would rather sort all of them for each page, so the index is named.
 */
export async function listIdleStores(
  database: Database,
  { cluster, engines, after, limit, withFailed }: IdlePage,
): Promise<Store[]> {
  const failed = withFailed ? ` OR (status = 'FAILED' AND failed_at > ${now} - 86400000)` : ''
  const rows = await database.query(
    `${selectStores} WHERE stores.id IN (
        SELECT id FROM stores INDEXED BY stores_idle
        WHERE cluster = :cluster AND id > :after AND operation_id IS NULL AND status <> 'DELETED'
          AND engine IN (SELECT value FROM json_each(:engines))
          AND (status = 'READY'${failed}) AND (lease_expires_at IS NULL OR lease_expires_at <= ${now}) ORDER BY id LIMIT :limit)
      ORDER BY stores.id`,
    { cluster, engines: JSON.stringify(engines), after, limit },
  )
  return rows.map(toStore)
}
