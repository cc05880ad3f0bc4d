// Which control plane this database is, and which cluster its stores are on.
import type { Database } from './database/database.ts'

export type Installation = { id: string; clusterUid: string | null }

export async function readInstallation(database: Database): Promise<Installation> {
  const [row] = await database.query<Installation>('SELECT id, cluster_uid AS clusterUid FROM installation')
  if (row === undefined) throw new Error('the database has no installation; run: storeplane admin migrate')
  return row
}

/** The first tick fixes it; of two first ticks at once one wins. Returns what then stands there. */
export async function recordCluster(database: Database, uid: string): Promise<string> {
  const [, result] = await database.write([
    { sql: 'UPDATE installation SET cluster_uid = ? WHERE cluster_uid IS NULL', args: [uid] },
    { sql: 'SELECT cluster_uid FROM installation' },
  ])
  return String(result?.rows[0]?.['cluster_uid'])
}
