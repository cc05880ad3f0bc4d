// storeplane admin cluster show: the installation, and the cluster that its pollers accept.
import type { Command } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { fields } from '../table.ts'
import { readInstallation } from './read-installation.ts'
import { withDatabase } from './with-database.ts'

const options = { json: { type: 'boolean' } } as const

export const clusterShow: Command = {
  usage: '[--json]',
  summary: 'Shows the id of this installation and the UID of the cluster that its pollers accept.',
  run: async (args, context) => {
    const { values } = readArguments(args, { options, names: [] })
    const { id, clusterUid } = await withDatabase(context, readInstallation)
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
