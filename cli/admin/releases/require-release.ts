// One release by its name, for the admin commands.
import type { Database } from '../../../shared/database/database.ts'
import { CodedError, ExitError } from '../../../shared/errors.ts'
import { getRelease, type Release } from '../../../shared/releases/index.ts'

/** Throws an ExitError with code 1. */
export async function requireRelease(database: Database, name: string): Promise<Release> {
  try {
    return await getRelease(database, name)
  } catch (error) {
    if (error instanceof CodedError) throw unknownRelease(name)
    throw error
  }
}

export function unknownRelease(name: string): ExitError {
  return new ExitError(1, `there is no release "${name}"; storeplane admin releases list shows them`)
}
