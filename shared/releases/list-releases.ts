// A page of releases, newest first in the total order (created_at, name).
import type { Database } from '../database/database.ts'
import { type Release, selectReleases, toRelease } from './release.ts'

/** Where a page ended: the next one begins behind it. */
export type ReleasePosition = { createdAt: number; name: string }
export type ReleasePage = { releases: Release[]; next: ReleasePosition | null }

export async function listReleases(
  database: Database,
  { limit, after }: { limit: number; after: ReleasePosition | null },
): Promise<ReleasePage> {
  const behind = after === null ? '' : 'WHERE (created_at, name) < (:created_at, :name)'
  const rows = await database.query(`${selectReleases} ${behind} ORDER BY created_at DESC, name DESC LIMIT :rows`, {
    rows: limit + 1,
    ...(after === null ? {} : { created_at: after.createdAt, name: after.name }),
  })
  const releases = rows.slice(0, limit).map(toRelease)
  const last = releases.at(-1)
  return { releases, next: rows.length > limit && last ? { createdAt: last.createdAt, name: last.name } : null }
}
