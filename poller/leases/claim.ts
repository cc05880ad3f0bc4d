// Claims due stores: one statement per queue, all in one transaction, owners taken in turn.
import type { Database, Statement } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'
import { type Queue, queues } from '../../shared/operations/index.ts'
import { type BusyStore, selectStores, toStore } from '../../shared/stores/index.ts'
import { poisonedAfter } from '../operations/poison.ts'

export type Slots = Record<Queue, number>

/** What this poller serves, and what its version knows: a row of another cluster, kind or engine is another poller's. */
export type Served = { cluster: string; kinds: readonly string[]; engines: readonly string[] }

export type ClaimOptions = { holder: string; ttlMs: number; free: Slots; served: Served }

/**
 * Returns at most `free[queue]` stores of each queue with their operations, each leased to `holder` for `ttlMs` by the
 * database's clock. A row is due when its time has come and no lease on it is still valid.
 */
export async function claim(database: Database, { holder, ttlMs, free, served }: ClaimOptions): Promise<BusyStore[]> {
  const wanted = queues.filter((queue) => free[queue] > 0)
  if (wanted.length === 0) return []
  const binds = { holder, ttl_ms: ttlMs, ...bindsOf(served) }
  const claims = wanted.map((queue): Statement => ({ sql: claimSql, args: { ...binds, queue, slots: free[queue] } }))
  const results = await database.write([...claims, { sql: claimedSql, args: { holder } }])
  const claimed = new Set(results.slice(0, wanted.length).flatMap(({ rows }) => rows.map((row) => row['id'])))
  return (results.at(-1)?.rows ?? []).filter((row) => claimed.has(row['id'])).map((row) => toStore(row) as BusyStore)
}

/**
 * Milliseconds until the next row can be claimed, negative when one is overdue, undefined when none waits; reads only. The
 * planner would rather sort all that is due in the cluster, so the index is named.
 */
export async function nextRequeueAfterMs(database: Database, served: Served): Promise<number | undefined> {
  const [row] = await database.query<{ inMs: number }>(
    `SELECT max(due.due_at, coalesce(due.lease_expires_at, 0)) - ${now} AS inMs FROM stores AS due INDEXED BY stores_due_next
      WHERE due.due_at IS NOT NULL AND due.cluster = :cluster AND (due.lease_expires_at IS NULL OR due.lease_expires_at <= ${now})
        AND ${isKnown} ORDER BY due.due_at LIMIT 1`,
    bindsOf(served),
  )
  return row?.inMs
}

function bindsOf({ cluster, kinds, engines }: Served) {
  return { cluster, kinds: JSON.stringify(kinds), engines: JSON.stringify(engines) }
}

const isKnown = `due.engine IN (SELECT value FROM json_each(:engines))
  AND (SELECT kind FROM operations WHERE id = due.operation_id) IN (SELECT value FROM json_each(:kinds))`

// A removal is never given up, so a poisoned one waits longer each time: a minute more, up to ten.
const expiredNow = `expired_leases + (lease_holder IS NOT NULL)`
const poisonDelayMs = `min(max(${expiredNow} - ${poisonedAfter} + 1, 0), 10) * 60000`

const claimSql = `
UPDATE stores SET
  lease_holder = :holder,
  lease_token = lease_token + 1,
  lease_expires_at = ${now} + :ttl_ms,
  expired_leases = ${expiredNow},
  due_at = CASE WHEN status = 'DELETING' AND ${expiredNow} >= ${poisonedAfter}
    THEN ${now} + :ttl_ms + ${poisonDelayMs} ELSE due_at END
WHERE id IN (
  WITH RECURSIVE owners (owner) AS (
    SELECT min(owner) FROM stores WHERE cluster = :cluster AND queue = :queue AND due_at IS NOT NULL
    UNION ALL
    SELECT (SELECT min(owner) FROM stores
      WHERE cluster = :cluster AND queue = :queue AND owner > owners.owner AND due_at IS NOT NULL)
    FROM owners WHERE owners.owner IS NOT NULL
  ),
  turns AS (
    SELECT stores.id, stores.due_at, row_number() OVER (PARTITION BY stores.owner ORDER BY stores.due_at) AS turn
    FROM owners JOIN stores ON stores.id IN (
      SELECT due.id FROM stores AS due
      WHERE due.cluster = :cluster AND due.queue = :queue AND due.owner = owners.owner AND due.due_at <= ${now}
        AND (due.lease_expires_at IS NULL OR due.lease_expires_at <= ${now}) AND ${isKnown}
      ORDER BY due.due_at LIMIT :slots
    )
    WHERE owners.owner IS NOT NULL
  )
  SELECT id FROM turns ORDER BY turn, due_at LIMIT :slots
)
RETURNING id`

const claimedSql = `${selectStores} WHERE stores.lease_holder = :holder AND stores.operation_id IS NOT NULL`
