// storeplane admin releases show: one release, with its files.
import type { Database } from '../../shared/database/database.ts'
import { ExitError } from '../../shared/errors.ts'
import { type ContentFile, countStores, loadContent, ReleaseContentError } from '../../shared/releases/index.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import { fields, table } from '../table.ts'
import { presentRelease } from './releases/present-release.ts'
import { requireRelease } from './releases/require-release.ts'
import { withDatabase } from './with-database.ts'

export const releasesShow: Run<(typeof definitions)['admin releases show']> = async ({ options, args }, context) => {
  const release = await withDatabase(context, (database) => read(database, args.NAME))
  if (options.json) context.print(JSON.stringify(release, null, 2))
  else if (options.values) for (const { file, text } of release.values) context.print(`# ${file}\n${text.trimEnd()}`)
  else context.print(describe(release))
  return 0
}

async function read(database: Database, name: string) {
  const release = await requireRelease(database, name)
  const stores = (await countStores(database, [name])).get(name) ?? 0
  try {
    const { chart, values } = await loadContent(database, release.digest)
    return { ...presentRelease(release, stores), files: chart.map(sizeOf), values: values.map(textOf) }
  } catch (error) {
    if (!(error instanceof ReleaseContentError)) throw error
    throw new ExitError(1, `the release ${name} cannot be used, for ${error.message}`, { cause: error })
  }
}

function sizeOf({ path, bytes }: ContentFile) {
  return { file: path, bytes: bytes.length }
}

function textOf({ path, bytes }: ContentFile) {
  return { file: path, text: Buffer.from(bytes).toString('utf8') }
}

function describe({ chart, files, values, ...release }: Awaited<ReturnType<typeof read>>): string {
  const known = fields([
    ['name', release.name],
    ['default', describeDefault(release.default_for)],
    ['checked', release.checked ? 'checked' : 'not checked: registered by a poller'],
    ['chart', `${chart.name} ${chart.version}`],
    ['values', values.map(({ file }) => file).join(', ') || "the chart's own"],
    ['stores', release.stores],
    ['by', release.actor],
    ['created', release.created_at],
    ['digest', release.digest],
  ])
  return `${known}\n\n${table(
    ['FILE', 'BYTES'],
    files.map(({ file, bytes }) => [file, bytes]),
  )}`
}

function describeDefault(clusters: string[]): string {
  if (clusters.length === 0) return 'no'
  return `yes: new stores of the ${clusters.length === 1 ? 'cluster' : 'clusters'} ${clusters.join(', ')} get it`
}
