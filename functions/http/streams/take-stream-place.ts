// How many event streams a process serves at once: each costs a connection and what waits in its queue.
import type { Database } from '../../../shared/database/database.ts'
import { CodedError } from '../../../shared/errors.ts'
import type { Deps } from '../deps.ts'

const defaultMaxStreams = 1_000

/** A process has one database. */
const taken = new WeakMap<Database, number>()

/** Throws `too_many_streams`. Call what it returns once, when the stream has ended. */
export function takeStreamPlace({ database, settings }: Deps): () => void {
  const { maxStreams = defaultMaxStreams } = settings
  const count = taken.get(database) ?? 0
  if (count >= maxStreams)
    throw new CodedError(
      'too_many_streams',
      `This process streams events to ${maxStreams} listeners already; try again later, or read pages.`,
    )
  taken.set(database, count + 1)
  return () => taken.set(database, (taken.get(database) ?? 1) - 1)
}
