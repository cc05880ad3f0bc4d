// A lease by name, in the table `leases`: for work that one poller does at a time, at most once in an interval.
import type { Database } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'

export type NamedLease = { name: string; holder: string; ttlMs: number; everyMs: number }
type Held = { name: string; token: number }

/** Reads only: the usual answer costs no write. `condition` is a further reason for the work, in SQL. */
export async function isDue(
  database: Database,
  { name, everyMs, condition = '1 = 1' }: Pick<NamedLease, 'name' | 'everyMs'> & { condition?: string },
): Promise<boolean> {
  const rows = await database.query(
    `SELECT 1 WHERE ${condition} AND NOT EXISTS (
      SELECT 1 FROM leases WHERE name = :name AND (completed_at > ${now} - :every_ms OR expires_at > ${now}))`,
    { name, every_ms: everyMs },
  )
  return rows.length > 0
}

/** The token, or undefined when another poller has the lease or the work was completed within `everyMs`. */
export async function acquire(
  database: Database,
  { name, holder, ttlMs, everyMs }: NamedLease,
): Promise<number | undefined> {
  const [, taken] = await database.write([
    { sql: 'INSERT OR IGNORE INTO leases (name) VALUES (:name)', args: { name } },
    {
      sql: `UPDATE leases SET holder = :holder, token = token + 1, expires_at = ${now} + :ttl_ms
        WHERE name = :name AND (expires_at IS NULL OR expires_at <= ${now})
          AND (completed_at IS NULL OR completed_at <= ${now} - :every_ms)
        RETURNING token`,
      args: { name, holder, ttl_ms: ttlMs, every_ms: everyMs },
    },
  ])
  return taken?.rows[0]?.['token'] as number | undefined
}

/** False when the work took longer than its lease and another poller has it now. */
export async function extend(database: Database, { name, token, ttlMs }: Held & { ttlMs: number }): Promise<boolean> {
  const [result] = await database.write([
    {
      sql: `UPDATE leases SET expires_at = ${now} + :ttl_ms
        WHERE name = :name AND token = :token AND expires_at > ${now} RETURNING token`,
      args: { name, token, ttl_ms: ttlMs },
    },
  ])
  return result?.rows.length === 1
}

/** The work is done. Nothing happens when another poller has the lease by now. */
export async function complete(database: Database, { name, token }: Held): Promise<void> {
  await database.write([
    {
      sql: `UPDATE leases SET completed_at = ${now}, holder = NULL, expires_at = NULL WHERE name = :name AND token = :token`,
      args: { name, token },
    },
  ])
}

/** The work is not done: the next poller may begin it at once. */
export async function abandon(database: Database, { name, token }: Held): Promise<void> {
  await database.write([
    {
      sql: 'UPDATE leases SET holder = NULL, expires_at = NULL WHERE name = :name AND token = :token',
      args: { name, token },
    },
  ])
}
