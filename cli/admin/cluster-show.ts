// storeplane admin cluster show: the installation, and which cluster a name stands for.
import { readClusterUid, readInstallationId } from '../../shared/installation.ts'
import type { Command } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { fields } from '../table.ts'
import { readClusterName } from './read-cluster-name.ts'
import { withDatabase } from './with-database.ts'

const options = { cluster: { type: 'string' }, json: { type: 'boolean' } } as const

export const clusterShow: Command = {
  usage: '[--cluster NAME] [--json]',
  summary: `Shows the id of this installation, and the UID of the cluster that stores and pollers know as NAME. Without --cluster the
name is CLUSTER_NAME, or "default".`,
  run: async (args, context) => {
    const { values } = readArguments(args, { options, names: [] })
    const cluster = readClusterName(values.cluster, context)
    const [installation, uid] = await withDatabase(context, (database) =>
      Promise.all([readInstallationId(database), readClusterUid(database, cluster)]),
    )
    context.print(
      values.json
        ? JSON.stringify({ installation, cluster, cluster_uid: uid }, null, 2)
        : fields([
            ['installation', installation],
            ['cluster', cluster],
            ['uid', uid ?? 'none yet: the first tick with work records the one that it finds'],
          ]),
    )
    return 0
  },
}
