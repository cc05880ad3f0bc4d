// Opens the database and the cluster that belongs to it, for one command; another cluster is refused.

import { adminConfig } from '../../../shared/config/admin-config.ts'
import type { Database } from '../../../shared/database/database.ts'
import { ExitError } from '../../../shared/errors.ts'
import { readClusterUid, readInstallationId } from '../../../shared/installation.ts'
import type { Cluster } from '../../../shared/kubernetes/open-cluster.ts'
import type { Context } from '../../context.ts'
import { withDatabase } from '../with-database.ts'

/** The two that are compared. */
export type Sides = {
  database: Database
  cluster: Cluster
  /** The name by which stores know the cluster. */
  name: string
  installation: string
  kubeconfig: string | undefined
}

const timeoutMs = 10_000

export function withCluster<T>(context: Context, name: string, action: (sides: Sides) => Promise<T>): Promise<T> {
  return withDatabase(context, async (database) => {
    const { kubeconfig } = adminConfig(context.environment, context.directory)
    const { ClusterError, openCluster } = await import('../../../shared/kubernetes/open-cluster.ts')
    let cluster: Cluster | undefined
    try {
      cluster = openCluster({ env: context.environment, kubeconfig, timeoutMs })
      const installation = await requireSameCluster(database, name, cluster)
      return await action({ database, cluster, name, installation, kubeconfig })
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error
      throw new ExitError(error.kind === 'config' ? 2 : 1, error.message, { cause: error })
    } finally {
      cluster?.close()
    }
  })
}

/** On another cluster every namespace would look like an orphan of nobody, and every store like a gone one. */
async function requireSameCluster(database: Database, name: string, cluster: Cluster): Promise<string> {
  const recorded = await readClusterUid(database, name)
  if (recorded === null)
    throw new ExitError(
      1,
      `there is no cluster yet with the name "${name}": the first tick of a poller with work records it`,
    )
  const { uid } = await cluster.identity()
  if (uid === recorded) return readInstallationId(database)
  throw new ExitError(
    1,
    `KUBECONFIG leads to another cluster (${uid}) than the one that this database knows as "${name}" (${recorded}); correct KUBECONFIG, --cluster or DATABASE_URL`,
  )
}
