// storeplane admin cluster show: the installation, and the cluster that its pollers accept.
import { readClusterUid, readInstallationId } from '../../shared/installation.ts'
import type { Command } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { fields } from '../table.ts'
import { withDatabase } from './with-database.ts'

const options = { json: { type: 'boolean' }, cluster: { type: 'string', default: 'default' } } as const

export const clusterShow: Command = {
  usage: '[--cluster NAME] [--json]',
  summary:
    'Shows the id of this installation and the UID of the cluster that the pollers with this CLUSTER_NAME accept.',
  run: async (args, context) => {
    const { values } = readArguments(args, { options, names: [] })
    const [id, clusterUid] = await withDatabase(context, (database) =>
      Promise.all([readInstallationId(database), readClusterUid(database, values.cluster)]),
    )
    context.print(
      values.json
        ? JSON.stringify({ installation: id, cluster_uid: clusterUid }, null, 2)
        : fields([
            ['installation', id],
            ['cluster', clusterUid ?? 'none yet: the next tick records the one it finds'],
          ]),
    )
    return 0
  },
}
