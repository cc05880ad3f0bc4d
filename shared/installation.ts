// Which control plane this database is, and which cluster each of its cluster names means.
import type { Database } from './database/database.ts'
import { now } from './database/now.ts'

/** The id is a label's value on every object of every store. */
export async function readInstallationId(database: Database): Promise<string> {
  const [row] = await database.query<{ id: string }>('SELECT id FROM installation')
  if (row === undefined) throw new Error('the database has no installation; run: storeplane admin migrate')
  return row.id
}

/** The UID of the cluster that goes by this name here, or null before its first tick. */
export async function readClusterUid(database: Database, name: string): Promise<string | null> {
  const [row] = await database.query<{ uid: string }>('SELECT uid FROM clusters WHERE name = :name', { name })
  return row?.uid ?? null
}

/** The first tick fixes it; of two first ticks at once one wins. Returns the UID that is recorded then. */
export async function recordCluster(database: Database, { name, uid }: { name: string; uid: string }): Promise<string> {
  const [, result] = await database.write([
    {
      sql: `INSERT INTO clusters (name, uid, created_at) VALUES (:name, :uid, ${now}) ON CONFLICT (name) DO NOTHING`,
      args: { name, uid },
    },
    { sql: 'SELECT uid FROM clusters WHERE name = :name', args: { name } },
  ])
  return String(result?.rows[0]?.['uid'])
}
