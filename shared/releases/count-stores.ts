// How many stores use a release: they shall have it, or Helm was last given it. A DELETED store uses none.
import type { Database } from '../database/database.ts'

/** Of each name; a store that is to get another release than it has uses both. */
export async function countStores(database: Database, names: readonly string[]): Promise<Map<string, number>> {
  const rows = await database.query<{ name: string; stores: number }>(
    `SELECT wanted.value AS name, (
        SELECT count(*) FROM (
          SELECT id FROM stores WHERE release = wanted.value AND release IS NOT NULL AND status <> 'DELETED'
          UNION
          SELECT id FROM stores WHERE applied_release = wanted.value AND applied_release IS NOT NULL AND status <> 'DELETED')
      ) AS stores
      FROM json_each(:names) AS wanted`,
    { names: JSON.stringify(names) },
  )
  return new Map(rows.map(({ name, stores }) => [name, stores]))
}
