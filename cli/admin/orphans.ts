// storeplane admin orphans: what the cluster has without a row, and rows whose part of the cluster is gone.
import type { Command, Context } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { table } from '../table.ts'
import { findOrphans } from './orphans/find-orphans.ts'
import type { Orphan } from './orphans/orphan.ts'
import { removeOrphan } from './orphans/remove-orphan.ts'
import { withCluster } from './orphans/with-cluster.ts'
import { readClusterName } from './read-cluster-name.ts'

const options = {
  cluster: { type: 'string' },
  json: { type: 'boolean' },
  remove: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
} as const
const titles = ['WHAT', 'ID', 'NAMESPACE', 'RELEASE', 'ROW']

export const orphans: Command = {
  usage: '[--cluster NAME] [--json] [--remove ID [--yes]]',
  summary: `Compares the cluster NAME with the database. Lists namespaces and releases of this installation that belong to no store, and
stores whose namespace or release is gone, but for those that are being worked on. Changes nothing; exit code 0: none found,
3: some found. Needs DATABASE_URL and KUBECONFIG; without --cluster the name is CLUSTER_NAME, or "default".
--remove ID uninstalls the release and deletes the namespace of an orphan without a store, with all data in it. For what is
left of a store use: storeplane delete ID.`,
  run: async (args, context) => {
    const { values } = readArguments(args, { options, names: [] })
    const { remove: id, yes = false } = values
    const name = readClusterName(values.cluster, context)
    if (id !== undefined) return withCluster(context, name, (sides) => removeOrphan({ id, yes, context, ...sides }))
    const { found, installation } = await withCluster(context, name, async (sides) => ({
      found: await findOrphans(sides),
      installation: sides.installation,
    }))
    if (values.json) context.print(JSON.stringify({ installation, cluster: name, orphans: found }, null, 2))
    else describe(found, installation, context)
    return found.length === 0 ? 0 : 3
  },
}

function describe(found: Orphan[], installation: string, context: Context): void {
  if (found.length === 0) context.note(`Cluster and database agree on the installation ${installation}.`)
  else context.print(table(titles, found.map(row)))
}

function row(orphan: Orphan): string[] {
  const { what, id, namespace, release, row: status } = orphan
  return [sentences[what], id, namespace ?? 'gone', release ?? (what === 'no_row' ? 'none' : 'gone'), status ?? 'none']
}

const sentences = { no_row: 'in the cluster, without a row', gone: 'a row, gone from the cluster' }
