// storeplane admin orphans: what the cluster has and no row knows, and rows whose part of the cluster is gone.
import type { Command, Context } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { table } from '../table.ts'
import { findOrphans } from './orphans/find-orphans.ts'
import type { Orphan } from './orphans/orphan.ts'
import { removeOrphan } from './orphans/remove-orphan.ts'
import { withCluster } from './orphans/with-cluster.ts'

const options = { json: { type: 'boolean' }, remove: { type: 'string' }, yes: { type: 'boolean', short: 'y' } } as const
const titles = ['WHAT', 'ID', 'NAMESPACE', 'RELEASE', 'ROW']

export const orphans: Command = {
  usage: '[--json] [--remove ID [--yes]]',
  summary: `Lists namespaces and releases of this installation that no row knows, and READY and FAILED stores whose namespace or
release is gone. It changes nothing; exit code 0: none, 3: found some. Needs DATABASE_URL and KUBECONFIG.
--remove ID uninstalls the release and deletes the namespace of one that no row knows, with all that is in it. What is left
of a store that has a row goes with: storeplane delete ID.`,
  run: async (args, context) => {
    const { values } = readArguments(args, { options, names: [] })
    const { remove: id, yes = false } = values
    if (id !== undefined) return withCluster(context, (sides) => removeOrphan({ id, yes, context, ...sides }))
    const { found, installation } = await withCluster(context, async (sides) => ({
      found: await findOrphans(sides),
      installation: sides.installation,
    }))
    if (values.json) context.print(JSON.stringify({ installation, orphans: found }, null, 2))
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
