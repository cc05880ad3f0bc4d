// The cluster whose default release a command is about: the one that --cluster names, else CLUSTER_NAME, else the only one.
import type { Database } from '../../../shared/database/database.ts'
import { ExitError } from '../../../shared/errors.ts'
import { listClusterNames } from '../../../shared/installation.ts'
import type { Context } from '../../context.ts'
import { readClusterName } from '../read-cluster-name.ts'

export type ChosenCluster = {
  name: string
  /** False where the database knows others, so that an answer has to say which one it is about. */
  isOnly: boolean
}

/** Throws an ExitError with code 2. Before the first poller of all any name will do. */
export async function chooseCluster(
  database: Database,
  given: string | undefined,
  context: Context,
): Promise<ChosenCluster> {
  const known = await listClusterNames(database)
  const isNamed = given !== undefined || context.environment['CLUSTER_NAME'] !== undefined
  if (!isNamed && known.length > 1)
    throw new ExitError(2, `each cluster has a default of its own; name one with --cluster: ${known.join(', ')}`)
  const name = isNamed || known[0] === undefined ? readClusterName(given, context) : known[0]
  if (known.length === 0 || known.includes(name)) return { name, isOnly: known.length < 2 }
  throw new ExitError(2, `there is no cluster "${name}"; this database knows ${known.join(', ')}`)
}
