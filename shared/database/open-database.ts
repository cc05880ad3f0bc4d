// Opens the database that DATABASE_URL names; a driver is loaded only when its kind is asked for.
import type { Clock } from '../clock.ts'
import type { DatabaseAddress } from '../config/database-address.ts'
import { ExitError } from '../errors.ts'
import type { Database } from './database.ts'

export type OpenDatabaseOptions = {
  address: DatabaseAddress
  authToken: string | undefined
  synchronous: 'FULL' | 'NORMAL'
  clock: Clock
  random?: () => number
}

/**
 * Neither kind is touched before the first call, which throws a DatabaseError of kind `unavailable` where it cannot be reached.
 * Throws an ExitError with code 2 for a URL with a user and password.
 */
export async function openDatabase({
  address,
  authToken,
  synchronous,
  clock,
  random = Math.random,
}: OpenDatabaseOptions): Promise<Database> {
  if (address.kind === 'remote') {
    refuseCredentials(address.url)
    const { openRemote } = await import('./open-remote.ts')
    return openRemote({ url: address.url, authToken })
  }
  const { openLocal } = await import('./open-local.ts')
  return openLocal({ file: address.file, synchronous, clock, random })
}

/** The driver would refuse it too, and print it. */
function refuseCredentials(url: string): void {
  const { username, password } = new URL(url)
  if (username !== '' || password !== '')
    throw new ExitError(
      2,
      'DATABASE_URL: must hold no user and no password; put the token of the server into DATABASE_AUTH_TOKEN',
    )
}
