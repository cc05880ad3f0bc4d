// A turn at work that one poller at a time does, at most once in an interval: a lease by name, in the table `leases`.
import type { Database } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'

export type Turn = { name: 'sweep' | 'retention'; holder: string; ttlMs: number; everyMs: number }

/** The token of the turn, or undefined when another poller has it or it was done within `everyMs`. */
export async function takeTurn(
  database: Database,
  { name, holder, ttlMs, everyMs }: Turn,
): Promise<number | undefined> {
  const [, taken] = await database.write([
    { sql: 'INSERT OR IGNORE INTO leases (name) VALUES (?)', args: [name] },
    {
      sql: `UPDATE leases SET holder = ?, token = token + 1, expires_at = ${now} + ?
        WHERE name = ? AND (expires_at IS NULL OR expires_at <= ${now}) AND (done_at IS NULL OR done_at <= ${now} - ?)
        RETURNING token`,
      args: [holder, ttlMs, name, everyMs],
    },
  ])
  return taken?.rows[0]?.['token'] as number | undefined
}

/** Nothing happens when the turn has become another's meanwhile. */
export async function endTurn(
  database: Database,
  { name, token }: { name: Turn['name']; token: number },
): Promise<void> {
  await database.write([
    {
      sql: `UPDATE leases SET done_at = ${now}, holder = NULL, expires_at = NULL WHERE name = ? AND token = ?`,
      args: [name, token],
    },
  ])
}
