// storeplane admin releases set-default: which release new stores of a cluster get, until it is given back to the pollers.
import { followPollers, setDefaultRelease } from '../../shared/releases/index.ts'
import type { Command } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { type ChosenCluster, chooseCluster } from './releases/choose-cluster.ts'
import { requireRelease, unknownRelease } from './releases/require-release.ts'
import { withDatabase } from './with-database.ts'

const options = { auto: { type: 'boolean' }, cluster: { type: 'string' } } as const

export const releasesSetDefault: Command = {
  usage: 'NAME | --auto [--cluster NAME]',
  summary: `Makes NAME the release that new stores of a cluster get, and stores whose creation is retried; no poller changes it from then
on. Stores that were READY once keep theirs. With --auto the default is again what the pollers of the cluster have as
HELM_CHART_PATH with its values files: at once that of the poller that ticked last, later what is new there. Without --cluster
it is that of CLUSTER_NAME, or of the only cluster.`,
  run: async (args, context) => {
    const isAuto = args.includes('--auto')
    const { values, positionals } = readArguments(args, { options, names: isAuto ? [] : ['NAME'] })
    return withDatabase(context, async (database) => {
      const [name] = positionals
      const cluster = await chooseCluster(database, values.cluster, context)
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
  },
}

function of({ name, isOnly }: ChosenCluster): string {
  return isOnly ? '' : ` of the cluster ${name}`
}
