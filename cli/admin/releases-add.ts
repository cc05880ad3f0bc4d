// storeplane admin releases add: a chart and its values files, checked and kept for as long as stores use them.
import { resolve } from 'node:path'
import { ExitError } from '../../shared/errors.ts'
import { isReleaseName } from '../../shared/releases/index.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import { fields } from '../table.ts'
import { withDatabase } from './with-database.ts'

export const releasesAdd: Run<(typeof definitions)['admin releases add']> = async ({ options, args }, context) => {
  const { name, values: valuesFiles = [], json } = options
  if (name !== undefined && !isReleaseName(name))
    throw new ExitError(2, '--name must be 1 to 63 letters, digits and . _ -, and begin with a letter or a digit')
  const source = {
    chartPath: resolve(context.directory, args.CHART),
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
}
