// The releases that stores use, with the number of their stores.
import type { Database } from '../database/database.ts'
import { countStores } from './count-stores.ts'

export type UsedRelease = { name: string; digest: string; stores: number }

export async function readUsedReleases(database: Database): Promise<UsedRelease[]> {
  const releases = await database.query<{ name: string; digest: string }>(
    'SELECT name, digest FROM releases ORDER BY created_at, name',
  )
  const counts = await countStores(
    database,
    releases.map(({ name }) => name),
  )
  return releases
    .map(({ name, digest }) => ({ name, digest, stores: counts.get(name) ?? 0 }))
    .filter(({ stores }) => stores > 0)
}
