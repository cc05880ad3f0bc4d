// What may be copied: a database of this product, in use or retired in favour of the very target that is named.
import { requireReadable } from '../../../shared/database/migrate.ts'
import { ExitError } from '../../../shared/errors.ts'
import { retiredFor } from './retire.ts'
import type { Ends } from './with-ends.ts'

export async function requireSource({ source, target }: Ends): Promise<void> {
  const retired = await retiredFor(source)
  if (retired === target.location) return
  if (retired !== null)
    throw new ExitError(
      1,
      `${source.location} was retired in favour of ${retired}: copy from there, or take it back with --reopen-source`,
    )
  await requireReadable(source)
}
