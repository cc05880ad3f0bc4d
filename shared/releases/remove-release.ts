// Removes a release that nobody needs: no cluster's default, and no store's that is not DELETED.
import type { Database } from '../database/database.ts'
import { countStores } from './count-stores.ts'

export type Removal =
  | { outcome: 'removed' }
  | { outcome: 'unknown' }
  | { outcome: 'default'; clusters: string[] }
  | { outcome: 'used'; stores: number }

/** The conditions are part of the statement, so that a store which takes the release meanwhile keeps it. */
export async function removeRelease(database: Database, name: string): Promise<Removal> {
  const [result] = await database.write([
    {
      sql: `DELETE FROM releases WHERE name = :name
        AND NOT EXISTS (SELECT 1 FROM clusters WHERE default_release = :name)
        AND NOT EXISTS (SELECT 1 FROM stores WHERE release = :name AND release IS NOT NULL AND status <> 'DELETED')
        AND NOT EXISTS (SELECT 1 FROM stores WHERE applied_release = :name AND applied_release IS NOT NULL AND status <> 'DELETED')
        RETURNING name`,
      args: { name },
    },
  ])
  return result?.rows.length === 1 ? { outcome: 'removed' } : explain(database, name)
}

async function explain(database: Database, name: string): Promise<Removal> {
  const stores = (await countStores(database, [name])).get(name) ?? 0
  if (stores > 0) return { outcome: 'used', stores }
  const clusters = await database.query<{ name: string }>(
    'SELECT name FROM clusters WHERE default_release = :name ORDER BY name',
    { name },
  )
  if (clusters.length === 0) return { outcome: 'unknown' }
  return { outcome: 'default', clusters: clusters.map((cluster) => cluster.name) }
}
