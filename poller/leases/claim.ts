// Takes leases on due rows: one statement per lane, all in one transaction, owners in turn.
import type { Database, Statement } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'
import { type Store, toStore } from '../../shared/stores/index.ts'
import { lanes, type Slots } from './lane.ts'

/** From this many leases in a row that ran out without a word of their holder, a row counts as poison. */
export const poisonAfter = 5

/** A removal goes on in spite of it, with pauses. */
export function isPoisoned({ status, expiredLeases }: Store): boolean {
  return status === 'PROVISIONING' && expiredLeases >= poisonAfter
}

export type ClaimOptions = { holder: string; ttlMs: number; free: Slots }

/**
 * Returns at most `free[lane]` stores of each lane, each leased to `holder` for `ttlMs` by the database's clock.
 * A row is due when its time has come and nobody's lease on it is still valid.
 */
export async function claim(database: Database, { holder, ttlMs, free }: ClaimOptions): Promise<Store[]> {
  const wanted = lanes.filter((lane) => free[lane] > 0)
  if (wanted.length === 0) return []
  const statements = wanted.map(
    (lane): Statement => ({ sql: claimSql, args: [holder, ttlMs, ttlMs, lane, lane, lane, free[lane], free[lane]] }),
  )
  const results = await database.write(statements)
  return results.flatMap(({ rows }) => rows.map(toStore))
}

/** Milliseconds until the next row can be claimed, negative when one is overdue, undefined when none waits; reads only. */
export async function nextDueInMs(database: Database): Promise<number | undefined> {
  const [row] = await database.query<{ inMs: number }>(
    `SELECT max(due_at, coalesce(lease_expires_at, 0)) - ${now} AS inMs FROM stores
      WHERE due_at IS NOT NULL AND (lease_expires_at IS NULL OR lease_expires_at <= ${now}) ORDER BY due_at LIMIT 1`,
  )
  return row?.inMs
}

// A poisonous removal is never given up, so its next turn moves away by itself: a minute more each time, up to ten.
const poisonDelay = `min(max(expired_leases + (lease_holder IS NOT NULL) - ${poisonAfter} + 1, 0), 10) * 60000`

const claimSql = `
UPDATE stores SET
  lease_holder = ?,
  lease_token = lease_token + 1,
  lease_expires_at = ${now} + ?,
  expired_leases = expired_leases + (lease_holder IS NOT NULL),
  due_at = CASE WHEN status = 'DELETING' AND expired_leases + (lease_holder IS NOT NULL) >= ${poisonAfter}
    THEN ${now} + ? + ${poisonDelay} ELSE due_at END
WHERE id IN (
  WITH RECURSIVE owners (owner) AS (
    SELECT min(owner) FROM stores WHERE lane = ? AND due_at IS NOT NULL
    UNION ALL
    SELECT (SELECT min(owner) FROM stores WHERE lane = ? AND owner > owners.owner AND due_at IS NOT NULL)
    FROM owners WHERE owners.owner IS NOT NULL
  ),
  turns AS (
    SELECT stores.id, stores.due_at, row_number() OVER (PARTITION BY stores.owner ORDER BY stores.due_at) AS turn
    FROM owners JOIN stores ON stores.id IN (
      SELECT due.id FROM stores AS due
      WHERE due.lane = ? AND due.owner = owners.owner AND due.due_at <= ${now}
        AND (due.lease_expires_at IS NULL OR due.lease_expires_at <= ${now})
      ORDER BY due.due_at LIMIT ?
    )
    WHERE owners.owner IS NOT NULL
  )
  SELECT id FROM turns ORDER BY turn, due_at LIMIT ?
)
RETURNING *`
