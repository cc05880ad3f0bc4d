// A store as the programs know it, made from its row.
import type { Row } from '../database/database.ts'
import type { FailureCode } from '../failure-codes.ts'
import type { Engine, Status, Step } from './state-machine.ts'

export type Health = 'healthy' | 'degraded'

/** Times are milliseconds since 1970 by the database's clock. */
export type Store = {
  id: string
  owner: string
  name: string
  engine: Engine
  namespace: string
  /** Fixed before the first install, and null until then. */
  host: string | null
  url: string | null
  /** The id of the secret key of the first install. */
  keyId: string | null
  status: Status
  step: Step | null
  progressMessage: string | null
  attempts: number
  failureCode: FailureCode | null
  failureReason: string | null
  /** What readiness suspected at the last look, as JSON of the poller. */
  cause: string | null
  recoverable: boolean
  replaceRelease: boolean
  health: Health | null
  healthReason: string | null
  /** The version of the Helm release when the store became READY. */
  releaseVersion: number | null
  /** For how long, in all, a poller and an answering cluster watched it become ready. */
  observedMs: number
  lastObservedAt: number | null
  dueAt: number | null
  /** Which kind of work it waits for, as the database derives it from status and step; null when it is settled. */
  lane: 'install' | 'uninstall' | 'check' | null
  leaseToken: number
  leaseExpiresAt: number | null
  expiredLeases: number
  requestId: string | null
  createdAt: number
  updatedAt: number
  /** When its present way began: at creation, retry or deletion. */
  startedAt: number
  readyAt: number | null
  deletedAt: number | null
}

export function toStore(row: Row): Store {
  const store: Record<string, unknown> = {}
  for (const column in row) store[fieldOf(column)] = row[column]
  store['recoverable'] = Boolean(row['recoverable'])
  store['replaceRelease'] = Boolean(row['replace_release'])
  return store as Store
}

/** A page has thousands of columns with a few dozen names. */
const fields = new Map<string, string>()

function fieldOf(column: string): string {
  const known = fields.get(column)
  if (known !== undefined) return known
  const field = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  fields.set(column, field)
  return field
}
