// storeplane admin releases set-default: which release new stores of a cluster get, until it is given back to the pollers.
import { ExitError } from '../../shared/errors.ts'
import { followPollers, setDefaultRelease } from '../../shared/releases/index.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import { type ChosenCluster, chooseCluster } from './releases/choose-cluster.ts'
import { requireRelease, unknownRelease } from './releases/require-release.ts'
import { withDatabase } from './with-database.ts'

export const releasesSetDefault: Run<(typeof definitions)['admin releases set-default']> = async (
  { options, args },
  context,
) => {
  const { NAME: name } = args
  if ((name === undefined) !== (options.auto === true))
    throw new ExitError(2, 'name either a release or --auto; storeplane admin releases list shows them')
  return withDatabase(context, async (database) => {
    const cluster = await chooseCluster(database, options.cluster, context)
    if (name === undefined) {
      const current = await followPollers(database, cluster.name)
      context.print(`${current?.name ?? 'none yet'}: the default${of(cluster)} follows the pollers`)
      return 0
    }
    const { checked } = await requireRelease(database, name)
    if (!(await setDefaultRelease(database, { name, cluster: cluster.name }))) throw unknownRelease(name)
    if (!checked) context.note(`${name} was not checked; storeplane admin releases add does it`)
    context.print(`${name} is the default${of(cluster)}`)
    return 0
  })
}

function of({ name, isOnly }: ChosenCluster): string {
  return isOnly ? '' : ` of the cluster ${name}`
}
