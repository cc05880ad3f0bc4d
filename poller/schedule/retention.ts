// Takes away what nobody will ask for any more: once an hour, a bounded number of rows, by one poller.
import type { Clock } from '../../shared/clock.ts'
import type { PollerConfig } from '../../shared/config/poller-config.ts'
import type { Bind, Database } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'
import { describeError } from '../../shared/errors.ts'
import type { Log } from '../../shared/log.ts'
import { forgetOldKeys } from '../../shared/stores/index.ts'
import { acquire, complete, isDue } from '../leases/index.ts'

export type RetentionDeps = {
  database: Database
  config: Pick<PollerConfig, 'eventsKeepDays' | 'leaseTtlMs'>
  holder: string
  clock: Clock
  log: Log
}

const everyMs = 3_600_000
const maxRows = 1_000
/** So few at once that a claim never waits for it. */
const rowsInWrite = 200

/** Reads one row: the usual answer costs no write. */
export async function isRetentionDue({ database }: Pick<RetentionDeps, 'database'>): Promise<boolean> {
  return isDue(database, { name: 'retention', everyMs })
}

/** Does nothing where another poller was quicker. Never rejects: it can wait, and what else a tick does cannot. */
export async function retain(deps: RetentionDeps): Promise<void> {
  try {
    const { database, config, holder } = deps
    const token = await acquire(database, { name: 'retention', holder, ttlMs: config.leaseTtlMs, everyMs })
    if (token === undefined) return
    const [keys] = await deps.database.write([forgetOldKeys])
    const removed = (keys?.changes ?? 0) + (await removeAll(deps))
    await complete(database, { name: 'retention', token })
    if (removed > 0) deps.log.info({ removed }, 'retention.removed')
  } catch (error) {
    deps.log.warn({ error: describeError(error) }, 'retention.failed')
  }
}

async function removeAll(deps: RetentionDeps): Promise<number> {
  let removed = 0
  for (const { table, select } of rules(deps)) {
    if (removed < maxRows) removed += await remove(table, await select(maxRows - removed), deps)
  }
  return removed
}

/** Which rows may go: the ids of at most `limit` of them. Whatever else is to be forgotten one day is one more rule. */
type Rule = { table: 'events'; select(limit: number): Promise<Bind[]> }

function rules({ database, config }: RetentionDeps): Rule[] {
  const ids = async (sql: string, args: Bind[]) => (await database.query<{ id: number }>(sql, args)).map(({ id }) => id)
  const keptMs = config.eventsKeepDays * 86_400_000
  const ofDeleted: Rule = { table: 'events', select: (limit) => ids(eventsOfDeleted, [keptMs, limit]) }
  const ofLive: Rule = { table: 'events', select: (limit) => ids(eventsOfLive, [limit]) }
  return config.eventsKeepDays === 0 ? [ofLive] : [ofDeleted, ofLive]
}

// Of a store that is gone nothing is kept but its row. CROSS JOIN fixes the order: the stores that were deleted first.
const eventsOfDeleted = `
SELECT events.id FROM stores INDEXED BY stores_deleted CROSS JOIN events ON events.store_id = stores.id
WHERE stores.status = 'DELETED' AND stores.deleted_at <= ${now} - ?
ORDER BY stores.deleted_at LIMIT ?`

// A transition is never forgotten while its store lives: its history stays a legal path.
const eventsOfLive = `
SELECT events.id FROM stores CROSS JOIN events ON events.store_id = stores.id
WHERE stores.status <> 'DELETED' AND events.kind <> 'transition' AND events.id < (
  SELECT newest.id FROM events AS newest WHERE newest.store_id = stores.id ORDER BY newest.id DESC LIMIT 1 OFFSET 999)
LIMIT ?`

async function remove(table: Rule['table'], ids: Bind[], { database, clock }: RetentionDeps): Promise<number> {
  for (let from = 0; from < ids.length; from += rowsInWrite) {
    const some = JSON.stringify(ids.slice(from, from + rowsInWrite))
    await database.write([{ sql: `DELETE FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`, args: [some] }])
    await clock.sleep(1)
  }
  return ids.length
}
