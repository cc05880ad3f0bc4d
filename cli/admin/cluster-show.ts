// storeplane admin cluster show: the installation, and which cluster a name stands for.
import { readClusterUid, readInstallationId } from '../../shared/installation.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import { fields } from '../table.ts'
import { readClusterName } from './read-cluster-name.ts'
import { withDatabase } from './with-database.ts'

export const clusterShow: Run<(typeof definitions)['admin cluster show']> = async ({ options }, context) => {
  const cluster = readClusterName(options.cluster, context)
  const [installation, uid] = await withDatabase(context, (database) =>
    Promise.all([readInstallationId(database), readClusterUid(database, cluster)]),
  )
  context.print(
    options.json
      ? JSON.stringify({ installation, cluster, cluster_uid: uid }, null, 2)
      : fields([
          ['installation', installation],
          ['cluster', cluster],
          ['uid', uid ?? 'none yet: the first tick with work records the one that it finds'],
        ]),
  )
  return 0
}
