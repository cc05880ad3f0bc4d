// What the holder of a lease writes: each write names id, token and status, and changes nothing when they no longer match.
import type { Bind, Database, Statement } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'
import type { FailureCode } from '../../shared/failure-codes.ts'
import type { EventKind, Health, Status, Step, Store } from '../../shared/stores/index.ts'

/** New values of a row; what is left out stays. `dueInMs` counts from the database's now; null settles the row. */
export type StoreChange = {
  status?: Status
  step?: Step | null
  progressMessage?: string | null
  attempts?: number
  failureCode?: FailureCode | null
  failureReason?: string | null
  cause?: string | null
  recoverable?: boolean
  replaceRelease?: boolean
  health?: Health | null
  healthReason?: string | null
  releaseVersion?: number | null
  host?: string
  url?: string
  keyId?: string
  observedMs?: number
  lastObservedAt?: number | null
  dueInMs?: number | null
}
export type NewEvent = {
  kind: EventKind
  step?: Step | null
  code?: string | null
  message: string
  evidence?: string | null
}
export type FencedWrite = {
  store: Store
  change: StoreChange
  /** Where a store that is about to settle had come to, so that the steps before it count as ended. */
  reachedStep?: Step | undefined
  events?: NewEvent[]
}

/** Writes and gives the lease back. Returns the row as it is then, or undefined when the lease was no longer ours. */
export function finish(database: Database, write: FencedWrite): Promise<Store | undefined> {
  return writeFenced(database, write, 'expired_leases = 0, lease_holder = NULL, lease_expires_at = NULL')
}

/** Writes and keeps the lease, so that what is about to happen stands in the row before it happens. */
export function markProgress(database: Database, write: FencedWrite): Promise<Store | undefined> {
  return writeFenced(database, write, 'lease_token = lease_token')
}

async function writeFenced(
  database: Database,
  { store, change, reachedStep, events = [] }: FencedWrite,
  lease: string,
) {
  const fence: Bind[] = [store.id, store.leaseToken, store.status]
  const assignments = assign(store, change)
  const results = await database.write([
    ...reached(reachedStep, fence),
    ...events.map((event) => insertEvent(store, event, fence)),
    {
      sql: `UPDATE stores SET ${lease}${assignments.sql} WHERE ${fenceSql} RETURNING *`,
      args: [...assignments.args, ...fence],
    },
  ])
  return results.at(-1)?.rows[0] ? { ...store, ...withoutDue(change) } : undefined
}

const fenceSql = 'id = ? AND lease_token = ? AND status = ? AND lease_holder IS NOT NULL'

function reached(step: Step | undefined, fence: Bind[]): Statement[] {
  return step === undefined
    ? []
    : [{ sql: `UPDATE stores SET step = ?, updated_at = ${now} WHERE ${fenceSql}`, args: [step, ...fence] }]
}

function insertEvent(store: Store, event: NewEvent, fence: Bind[]): Statement {
  return {
    sql: `INSERT INTO events (store_id, owner, at, kind, step, code, message, request_id, evidence)
      SELECT id, owner, ${now}, ?, ?, ?, ?, request_id, ? FROM stores WHERE ${fenceSql}`,
    args: [event.kind, event.step ?? store.step, event.code ?? null, event.message, event.evidence ?? null, ...fence],
  }
}

const columns = {
  status: 'status',
  step: 'step',
  progressMessage: 'progress_message',
  attempts: 'attempts',
  failureCode: 'failure_code',
  failureReason: 'failure_reason',
  cause: 'cause',
  recoverable: 'recoverable',
  replaceRelease: 'replace_release',
  health: 'health',
  healthReason: 'health_reason',
  releaseVersion: 'release_version',
  host: 'host',
  url: 'url',
  keyId: 'key_id',
  observedMs: 'observed_ms',
  lastObservedAt: 'last_observed_at',
} as const satisfies Record<Exclude<keyof StoreChange, 'dueInMs'>, string>

/** CONTRACT: `updated_at` moves with these, and with nothing else. */
const visible = [
  'status',
  'step',
  'progressMessage',
  'failureCode',
  'failureReason',
  'recoverable',
  'health',
  'healthReason',
] as const

function assign(store: Store, change: StoreChange): { sql: string; args: Bind[] } {
  const parts: string[] = []
  const args: Bind[] = []
  for (const [field, column] of Object.entries(columns) as [keyof typeof columns, string][]) {
    const value = change[field]
    if (value === undefined) continue
    parts.push(`, ${column} = ?`)
    args.push(typeof value === 'boolean' ? Number(value) : value)
  }
  if (visible.some((field) => change[field] !== undefined && change[field] !== store[field]))
    parts.push(`, updated_at = ${now}`)
  const moment = change.status === undefined ? undefined : momentColumns[change.status]
  if (moment) parts.push(`, ${moment} = ${now}`)
  if (change.dueInMs === null) parts.push(', due_at = NULL')
  if (typeof change.dueInMs === 'number') {
    parts.push(`, due_at = ${now} + ?`)
    args.push(Math.round(change.dueInMs))
  }
  return { sql: parts.join(''), args }
}

const momentColumns: Partial<Record<Status, string>> = { READY: 'ready_at', FAILED: 'failed_at', DELETED: 'deleted_at' }

function withoutDue({ dueInMs: _, ...rest }: StoreChange): Partial<Store> {
  return rest
}
