// Adds a release once it is checked; throws an ExitError that lists every fault otherwise.
import type { Database } from '../../../shared/database/database.ts'
import { ExitError } from '../../../shared/errors.ts'
import { readChart } from '../../../shared/helm/chart.ts'
import {
  addRelease,
  type ChartSource,
  defaultNames,
  type NewRelease,
  newRelease,
  type ReleaseContent,
  ReleaseContentError,
  readContent,
} from '../../../shared/releases/index.ts'
import type { Context } from '../../context.ts'
import { type Checked, checkRelease } from './check-release.ts'
import { openRenderer } from './open-renderer.ts'

type Source = ChartSource & { valuesFiles: string[] }
export type Wanted = { source: Source; name: string | undefined; context: Context }

export async function addChecked(database: Database, { source, name: wanted, context }: Wanted) {
  const { content, release } = read(source)
  const name = await nameOf(database, release, wanted)
  const { engines, comparedWith, notCompared } = await check(database, { content, release, context })
  const added = await addRelease(database, name, release)
  if (added === null) throw taken(name)
  const { digest, chartName, chartVersion } = release
  const chart = { name: chartName, version: chartVersion }
  return { name: added, digest, chart, engines, compared_with: comparedWith, not_compared: notCompared }
}

function read(source: Source): { content: ReleaseContent; release: NewRelease } {
  try {
    const content = readContent(source)
    const { problems, engines, ...chart } = readChart(source)
    const reasons = Object.values(engines).flatMap((offer) => (offer.available ? [] : [offer.reason]))
    if (problems.length > 0) throw new ExitError(1, problems.join('\n'))
    if (reasons.length === Object.keys(engines).length) throw new ExitError(1, reasons.join('\n'))
    return { content, release: newRelease(content, chart) }
  } catch (error) {
    if (!(error instanceof ReleaseContentError)) throw error
    throw new ExitError(1, error.message, { cause: error })
  }
}

/** A content that is a release already keeps its name, and no name is given twice; asked before Helm takes its time. */
async function nameOf(database: Database, release: NewRelease, wanted: string | undefined): Promise<string> {
  const known = await database.query<{ name: string; digest: string }>(
    'SELECT name, digest FROM releases WHERE digest = :digest OR name = :wanted',
    { digest: release.digest, wanted: wanted ?? null },
  )
  const same = known.find(({ digest }) => digest === release.digest)
  if (same !== undefined && wanted !== undefined && same.name !== wanted)
    throw new ExitError(1, `this chart with these values is the release ${same.name} already; leave --name out`)
  if (same === undefined && wanted !== undefined && known.length > 0) throw taken(wanted)
  return same?.name ?? wanted ?? defaultNames(release)[0]
}

function taken(name: string): ExitError {
  return new ExitError(1, `another release has the name ${name}; give this one another by --name`)
}

async function check(
  database: Database,
  { content, release: { digest }, context }: { content: ReleaseContent; release: NewRelease; context: Context },
): Promise<Checked> {
  const renderer = openRenderer(context, database)
  const release = await renderer.unpack(digest, content)
  if ('problem' in release) throw new ExitError(1, release.problem)
  const checked = await checkRelease(renderer, { digest, release })
  if (checked.faults.length === 0) return checked
  throw new ExitError(1, ['The release is refused:', ...checked.faults.map((fault) => `  ${fault}`)].join('\n'))
}
