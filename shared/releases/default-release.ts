// The release that new stores of a cluster get: which it is, and whether the cluster's pollers or an operator decide it.
import type { Database } from '../database/database.ts'
import { nameCluster } from '../installation.ts'

export type DefaultRelease = { name: string; digest: string; setBy: 'operator' | 'poller' }

/** Null before any poller of the cluster has registered its chart. */
export async function readDefaultRelease(database: Database, cluster: string): Promise<DefaultRelease | null> {
  const [row] = await database.query<DefaultRelease>(
    `SELECT releases.name, digest, default_release_by AS setBy
      FROM clusters JOIN releases ON releases.name = default_release WHERE clusters.name = :cluster`,
    { cluster },
  )
  return row ?? null
}

/** Holds until it is given back. False where there is no such release. */
export async function setDefaultRelease(
  database: Database,
  { name, cluster }: { name: string; cluster: string },
): Promise<boolean> {
  const [, result] = await database.write([
    nameCluster(cluster),
    {
      sql: `UPDATE clusters SET default_release = :name, default_release_by = 'operator'
        WHERE name = :cluster AND EXISTS (SELECT 1 FROM releases WHERE name = :name) RETURNING name`,
      args: { name, cluster },
    },
  ])
  return result?.rows.length === 1
}

/** The cluster's pollers decide again: at once it is what the one of them that ticked last has as its own. */
export async function followPollers(database: Database, cluster: string): Promise<DefaultRelease | null> {
  await database.write([
    {
      sql: `UPDATE clusters SET default_release_by = 'poller', default_release = coalesce(
        (SELECT releases.name FROM pollers JOIN releases ON digest = release_digest WHERE pollers.cluster = :cluster
          ORDER BY last_tick_at DESC LIMIT 1),
        default_release) WHERE name = :cluster`,
      args: { cluster },
    },
  ])
  return readDefaultRelease(database, cluster)
}
