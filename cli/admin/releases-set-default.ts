// storeplane admin releases set-default: which release new stores get, until it is given back to the pollers.
import { followPollers, setDefaultRelease } from '../../shared/releases/index.ts'
import type { Command } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { requireRelease, unknownRelease } from './releases/require-release.ts'
import { withDatabase } from './with-database.ts'

const options = { auto: { type: 'boolean' } } as const

export const releasesSetDefault: Command = {
  usage: 'NAME | --auto',
  summary: `Makes NAME the release that new stores get, and stores whose creation is retried; no poller changes it from then on. Stores
that were READY once keep theirs. With --auto the default is again what the pollers have as HELM_CHART_PATH with its values
files: at once that of the poller that ticked last, later what is new there.`,
  run: async (args, context) => {
    const isAuto = args.includes('--auto')
    const { positionals } = readArguments(args, { options, names: isAuto ? [] : ['NAME'] })
    return withDatabase(context, async (database) => {
      const [name] = positionals
      if (name === undefined) {
        const current = await followPollers(database)
        context.print(`${current?.name ?? 'none yet'}: the default follows the pollers`)
        return 0
      }
      const { checked } = await requireRelease(database, name)
      if (!(await setDefaultRelease(database, name))) throw unknownRelease(name)
      if (!checked) context.note(`${name} was not checked; storeplane admin releases add does it`)
      context.print(`${name} is the default`)
      return 0
    })
  },
}
