// storeplane admin releases list: what stores are made from, newest first.

import type { Database } from '../../shared/database/database.ts'
import { countStores, listReleases, type Release, type ReleasePosition } from '../../shared/releases/index.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import { table } from '../table.ts'
import { presentRelease } from './releases/present-release.ts'
import { withDatabase } from './with-database.ts'

const titles = ['NAME', 'CHART', 'CHECKED', 'DEFAULT FOR', 'STORES', 'BY', 'CREATED']

export const releasesList: Run<(typeof definitions)['admin releases list']> = async ({ options }, context) => {
  const releases = await withDatabase(context, readAll)
  if (options.json) context.print(JSON.stringify({ releases }, null, 2))
  else if (releases.length === 0) context.note('No release yet: the first tick of a poller registers its chart.')
  else context.print(table(titles, releases.map(row)))
  return 0
}

type Shown = ReturnType<typeof presentRelease>

async function readAll(database: Database): Promise<Shown[]> {
  const all: Release[] = []
  let after: ReleasePosition | null = null
  do {
    const page = await listReleases(database, { limit: 500, after })
    all.push(...page.releases)
    after = page.next
  } while (after !== null)
  const stores = await countStores(
    database,
    all.map(({ name }) => name),
  )
  return all.map((release) => presentRelease(release, stores.get(release.name) ?? 0))
}

function row({ name, chart, checked, stores, actor, created_at, default_for }: Shown): (string | number | null)[] {
  const label = checked ? 'checked' : 'not checked'
  return [name, `${chart.name} ${chart.version}`, label, default_for.join(', ') || null, stores, actor, created_at]
}
