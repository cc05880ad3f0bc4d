// storeplane admin releases remove: takes away a release that nobody needs.
import { ExitError } from '../../shared/errors.ts'
import { type Removal, removeRelease } from '../../shared/releases/index.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import { unknownRelease } from './releases/require-release.ts'
import { withDatabase } from './with-database.ts'

export const releasesRemove: Run<(typeof definitions)['admin releases remove']> = async ({ args }, context) => {
  const { NAME: name } = args
  const removal = await withDatabase(context, (database) => removeRelease(database, name))
  if (removal.outcome !== 'removed') throw refusal(name, removal)
  context.print(`${name} is removed`)
  return 0
}

function refusal(name: string, removal: Exclude<Removal, { outcome: 'removed' }>): ExitError {
  switch (removal.outcome) {
    case 'unknown':
      return unknownRelease(name)
    case 'default':
      return new ExitError(
        1,
        `${name} is the default of ${removal.clusters.join(', ')}; make another one the default there first`,
      )
    case 'used': {
      const users = removal.stores === 1 ? '1 store uses' : `${removal.stores} stores use`
      return new ExitError(1, `${users} the release ${name}; it goes when they have another one, or are DELETED`)
    }
    default:
      throw new Error(`no refusal ${JSON.stringify(removal satisfies never)}`)
  }
}
