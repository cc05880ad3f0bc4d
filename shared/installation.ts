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

/** The first tick fixes it; of two first ticks at once one wins. Returns the UID that is recorded then. */
export async function recordCluster(database: Database, { name, uid }: { name: string; uid: string }): Promise<string> {
  const [, , result] = await database.write([
    nameCluster(name),
    { sql: 'UPDATE clusters SET uid = :uid WHERE name = :name AND uid IS NULL', args: { name, uid } },
    { sql: 'SELECT uid FROM clusters WHERE name = :name', args: { name } },
  ])
  return String(result?.rows[0]?.['uid'])
}
