// One release by its name.
import type { Database } from '../database/database.ts'
import { CodedError } from '../errors.ts'
import { type Release, selectReleases, toRelease } from './release.ts'

/** Throws `not_found`. */
export async function getRelease(database: Database, name: string): Promise<Release> {
  const [row] = await database.query(`${selectReleases} WHERE name = :name`, { name })
  if (row === undefined) throw new CodedError('not_found', `There is no release "${name}".`)
  return toRelease(row)
}
