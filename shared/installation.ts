// Which control plane this database is, and which cluster each of its cluster names means.
import type { Database, Statement } from './database/database.ts'
import { now } from './database/now.ts'

/** The id is a label's value on every object of every store. */
export async function readInstallationId(database: Database): Promise<string> {
  const [row] = await database.query<{ id: string }>('SELECT id FROM installation')
  if (row === undefined) throw new Error('the database has no installation; run: storeplane admin migrate')
  return row.id
}

/** A cluster may have its default release before its first tick with work finds it. */
export function nameCluster(name: string): Statement {
  return {
    sql: `INSERT INTO clusters (name, created_at) VALUES (:name, ${now}) ON CONFLICT (name) DO NOTHING`,
    args: { name },
  }
}

/** Names that were mistyped: no cluster was found by them, no operator has set their default, and no poller has a row with them. */
export const forgetClusters: Statement = {
  sql: `DELETE FROM clusters WHERE uid IS NULL AND default_release_by IS NOT 'operator'
    AND NOT EXISTS (SELECT 1 FROM pollers WHERE pollers.cluster = clusters.name)`,
}

/** The names by which stores and pollers know clusters here, in order. */
export async function listClusterNames(database: Database): Promise<string[]> {
  const rows = await database.query<{ name: string }>('SELECT name FROM clusters ORDER BY name')
  return rows.map(({ name }) => name)
}

/** The UID of the cluster that goes by this name here, or null before its first tick. */
export async function readClusterUid(database: Database, name: string): Promise<string | null> {
  const [row] = await database.query<{ uid: string | null }>('SELECT uid FROM clusters WHERE name = :name', { name })
  return row?.uid ?? null
}

/** The name that stands for the cluster with this UID, or null. */
export async function readNameOfCluster(database: Database, uid: string): Promise<string | null> {
  const [row] = await database.query<{ name: string }>('SELECT name FROM clusters WHERE uid = :uid', { uid })
  return row?.name ?? null
}

/** What the database says then: the UID of the name, and the name of the UID. One cluster has one name. */
export type RecordedCluster = { uid: string | null; name: string | null }

/** The first tick fixes it; of two first ticks at once one wins. */
export async function recordCluster(
  database: Database,
  { name, uid }: { name: string; uid: string },
): Promise<RecordedCluster> {
  const [, , result] = await database.write([
    nameCluster(name),
    {
      sql: `UPDATE clusters SET uid = :uid WHERE name = :name AND uid IS NULL
        AND NOT EXISTS (SELECT 1 FROM clusters WHERE uid = :uid)`,
      args: { name, uid },
    },
    {
      sql: `SELECT (SELECT uid FROM clusters WHERE name = :name) AS uid, (SELECT name FROM clusters WHERE uid = :uid) AS name`,
      args: { name, uid },
    },
  ])
  return result?.rows[0] as RecordedCluster
}
