// storeplane admin releases diff: what two releases do not have in common.
import type { Database } from '../../shared/database/database.ts'
import { ExitError } from '../../shared/errors.ts'
import type { UnpackedRelease } from '../../shared/releases/index.ts'
import type { Command } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import type { Renderer } from './releases/open-renderer.ts'
import { requireRelease } from './releases/require-release.ts'
import { withDatabase } from './with-database.ts'

const options = { json: { type: 'boolean' } } as const

export const releasesDiff: Command = {
  usage: 'A B [--json]',
  summary: `Shows what is different in the release B: values, and for each engine the objects that Helm makes of them for one and the
same store that does not exist.`,
  run: async (args, context) => {
    const { values, positionals } = readArguments(args, { options, names: ['A', 'B'] })
    const [{ openRenderer }, { compareReleases }, { describeComparison }] = await Promise.all([
      import('./releases/open-renderer.ts'),
      import('./releases/compare-releases.ts'),
      import('./releases/describe-comparison.ts'),
    ])
    return withDatabase(context, async (database) => {
      const renderer = openRenderer(context, database)
      const before = await unpack(renderer, database, positionals[0])
      const after = await unpack(renderer, database, positionals[1])
      const comparison = await compareReleases(renderer, [before, after])
      context.print(values.json ? JSON.stringify(comparison, null, 2) : describeComparison(comparison))
      return 0
    })
  },
}

async function unpack(renderer: Renderer, database: Database, name: string): Promise<UnpackedRelease> {
  const { digest } = await requireRelease(database, name)
  const release = await renderer.unpack(digest)
  if ('problem' in release) throw new ExitError(1, `the release ${name} cannot be used, for ${release.problem}`)
  return release
}
