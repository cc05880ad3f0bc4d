// How many stores are ahead of one that waits for Helm, in the order in which pollers claim them.
import type { Database } from '../database/database.ts'
import { now } from '../database/now.ts'

/** `atLeast` where counting ended at its bound. */
export type QueuePosition = { ahead: number; atLeast: boolean }

/** The 2,000 stores that have been due longest are counted; who is behind them has at least so many ahead. */
const countedMost = 2_000

const sql = `
WITH due AS (
  SELECT id, cluster, queue, owner, due_at FROM stores
  WHERE due_at <= ${now} AND (lease_expires_at IS NULL OR lease_expires_at <= ${now}) ORDER BY due_at LIMIT ${countedMost}
), turns AS (
  SELECT *, row_number() OVER (PARTITION BY cluster, queue, owner ORDER BY due_at) AS turn FROM due
  WHERE queue IN ('helm_install', 'helm_remove')
)
SELECT id, row_number() OVER (PARTITION BY cluster, queue ORDER BY turn, due_at) - 1 AS ahead,
  (SELECT count(*) FROM due) AS counted
FROM turns`

/** Of the stores in `ids` that are due, need Helm, and are nobody's yet; one bounded read for all of them. */
export async function readPositions(database: Database, ids: readonly string[]): Promise<Map<string, QueuePosition>> {
  if (ids.length === 0) return new Map()
  const rows = await database.query<{ id: string; ahead: number; counted: number }>(sql)
  const found = new Map(rows.map(({ id, ahead }) => [id, { ahead, atLeast: false }]))
  const isWhole = (rows[0]?.counted ?? 0) < countedMost
  return new Map(
    ids.flatMap((id) => {
      const position = found.get(id) ?? (isWhole ? undefined : { ahead: rows.length, atLeast: true })
      return position ? [[id, position] as const] : []
    }),
  )
}
