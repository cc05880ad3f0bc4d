// Which installation this database is, and which cluster it belongs to.
import type { Database } from '../../shared/database/database.ts'
import { DatabaseError } from '../../shared/database/database.ts'

export type Installation = { id: string; clusterUid: string | null }

export async function readInstallation(database: Database): Promise<Installation> {
  const [row] = await database.query<Installation>('SELECT id, cluster_uid AS clusterUid FROM installation')
  if (row === undefined) throw new DatabaseError('invalid', `${database.location} has no row in installation`)
  return row
}
