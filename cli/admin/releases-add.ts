// storeplane admin releases add: a chart and its values files, checked and kept for as long as stores use them.
import { resolve } from 'node:path'
import { ExitError } from '../../shared/errors.ts'
import { isReleaseName } from '../../shared/releases/index.ts'
import type { Command } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { fields } from '../table.ts'
import { withDatabase } from './with-database.ts'

const options = {
  values: { type: 'string', short: 'f', multiple: true },
  name: { type: 'string' },
  json: { type: 'boolean' },
} as const

export const releasesAdd: Command = {
  usage: 'CHART [-f VALUES]… [--name N] [--json]',
  summary: `Checks the folder CHART with the values files, of which the last one wins, and keeps them as a release. The same content is
the same release: one that a poller has registered is checked. Values hold names of Secrets, never secrets: they are stored
in the database as they are. Each engine is rendered twice by Helm, and it is refused: when the two differ; objects with hooks,
in another namespace than the release's, of cluster-wide kinds, or of kinds that are not known here; and a field that
cannot change and differs from a release that stores use. New stores get it after: storeplane admin releases set-default.`,
  run: async (args, context) => {
    const { values, positionals } = readArguments(args, { options, names: ['CHART'] })
    const { name, values: valuesFiles = [], json } = values
    if (name !== undefined && !isReleaseName(name))
      throw new ExitError(2, '--name must be 1 to 63 letters, digits and . _ -, and begin with a letter or a digit')
    const source = {
      chartPath: resolve(context.directory, positionals[0]),
      valuesFiles: valuesFiles.map((file) => resolve(context.directory, file)),
    }
    const { addChecked } = await import('./releases/add-checked.ts')
    const added = await withDatabase(context, (database) => addChecked(database, { source, name, context }))
    for (const reason of added.not_compared) context.note(`It was not compared with the release ${reason}`)
    context.print(
      json
        ? JSON.stringify(added, null, 2)
        : fields([
            ['name', added.name],
            ['chart', `${added.chart.name} ${added.chart.version}`],
            ['engines', added.engines.join(', ')],
            ['compared with', added.compared_with.join(', ') || 'no release: stores use none but this one'],
          ]),
    )
    return 0
  },
}
