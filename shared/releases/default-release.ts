// The release that new stores get: which it is, and whether the pollers or an operator decide it.
import type { Database } from '../database/database.ts'

export type DefaultRelease = { name: string; digest: string; setBy: 'operator' | 'poller' }

/** Null before any poller has registered its chart. */
export async function readDefaultRelease(database: Database): Promise<DefaultRelease | null> {
  const [row] = await database.query<DefaultRelease>(
    `SELECT name, digest, default_release_by AS setBy FROM installation JOIN releases ON name = default_release`,
  )
  return row ?? null
}

/** Holds until it is given back. False where there is no such release. */
export async function setDefaultRelease(database: Database, name: string): Promise<boolean> {
  const [result] = await database.write([
    {
      sql: `UPDATE installation SET default_release = :name, default_release_by = 'operator'
        WHERE EXISTS (SELECT 1 FROM releases WHERE name = :name) RETURNING one`,
      args: { name },
    },
  ])
  return result?.rows.length === 1
}

/** The pollers decide again: at once it is what the poller that ticked last has as its own. */
export async function followPollers(database: Database): Promise<DefaultRelease | null> {
  await database.write([
    {
      sql: `UPDATE installation SET default_release_by = 'poller', default_release = coalesce(
        (SELECT name FROM pollers JOIN releases ON digest = release_digest ORDER BY last_tick_at DESC LIMIT 1),
        default_release)`,
    },
  ])
  return readDefaultRelease(database)
}
