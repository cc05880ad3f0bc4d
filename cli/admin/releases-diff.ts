// storeplane admin releases diff: what two releases do not have in common.
import type { Database } from '../../shared/database/database.ts'
import { ExitError } from '../../shared/errors.ts'
import type { UnpackedRelease } from '../../shared/releases/index.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import type { Renderer } from './releases/open-renderer.ts'
import { requireRelease } from './releases/require-release.ts'
import { withDatabase } from './with-database.ts'

export const releasesDiff: Run<(typeof definitions)['admin releases diff']> = async ({ options, args }, context) => {
  const [{ openRenderer }, { compareReleases }, { describeComparison }] = await Promise.all([
    import('./releases/open-renderer.ts'),
    import('./releases/compare-releases.ts'),
    import('./releases/describe-comparison.ts'),
  ])
  return withDatabase(context, async (database) => {
    const renderer = openRenderer(context, database)
    const before = await unpack(renderer, database, args.A)
    const after = await unpack(renderer, database, args.B)
    const comparison = await compareReleases(renderer, [before, after])
    context.print(options.json ? JSON.stringify(comparison, null, 2) : describeComparison(comparison))
    return 0
  })
}

async function unpack(renderer: Renderer, database: Database, name: string): Promise<UnpackedRelease> {
  const { digest } = await requireRelease(database, name)
  const release = await renderer.unpack(digest)
  if ('problem' in release) throw new ExitError(1, `the release ${name} cannot be used, for ${release.problem}`)
  return release
}
