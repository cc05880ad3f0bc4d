// storeplane admin orphans: what the cluster has without a row, and rows whose part of the cluster is gone.
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import type { Context } from '../context.ts'
import { table } from '../table.ts'
import { findOrphans } from './orphans/find-orphans.ts'
import type { Orphan } from './orphans/orphan.ts'
import { removeOrphan } from './orphans/remove-orphan.ts'
import { withCluster } from './orphans/with-cluster.ts'
import { readClusterName } from './read-cluster-name.ts'

const titles = ['WHAT', 'ID', 'NAMESPACE', 'RELEASE', 'ROW']

export const orphans: Run<(typeof definitions)['admin orphans']> = async ({ options }, context) => {
  const { remove: id, yes = false } = options
  const name = readClusterName(options.cluster, context)
  if (id !== undefined) return withCluster(context, name, (sides) => removeOrphan({ id, yes, context, ...sides }))
  const { found, installation } = await withCluster(context, name, async (sides) => ({
    found: await findOrphans(sides),
    installation: sides.installation,
  }))
  if (options.json) context.print(JSON.stringify({ installation, cluster: name, orphans: found }, null, 2))
  else describe(found, installation, context)
  return found.length === 0 ? 0 : 3
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
