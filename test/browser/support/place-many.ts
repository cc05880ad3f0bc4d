// Many READY stores at once, through the triggers, so that they are counted and have their history.
import type { Database } from '../../../shared/database/database.ts'
import { now } from '../../../shared/database/now.ts'

/** Named shop-1 to shop-`count`, the last the newest. */
export function placeManyReady(database: Database, count: number): Promise<void> {
  return placeReady(
    database,
    Array.from({ length: count }, (_, index) => `shop-${index + 1}`),
  )
}

/** Oldest first, a minute or two apart; the id of each is its name and -aaaaaa. */
export async function placeReady(database: Database, names: string[]): Promise<void> {
  await database.write([
    {
      sql: `INSERT INTO stores (id, name, engine, namespace, host, url, key_id, status, step, due_at, created_at, updated_at, started_at)
        SELECT value || '-aaaaaa', value, iif(key % 3, 'woocommerce', 'medusa'), 'store-' || value || '-aaaaaa', value || '.localhost',
          'http://' || value || '.localhost', 'none', 'PROVISIONING', 'queued', ${now} + 86400000,
          ${now} - (CAST(? AS INTEGER) - key) * 97000, ${now}, ${now} - 31000 - key * 7 % 11 * 9000 - iif(key % 9, 0, 160000) FROM json_each(?)`,
      args: [names.length, JSON.stringify(names)],
    },
    {
      sql: `UPDATE stores SET status = 'READY', step = NULL, due_at = NULL, health = 'healthy', ready_at = updated_at
        WHERE name IN (SELECT value FROM json_each(?))`,
      args: [JSON.stringify(names)],
    },
  ])
}
