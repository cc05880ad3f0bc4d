// A store as the programs know it, made from its row and the row of its open operation.
import type { Row } from '../database/database.ts'
import type { FailureCode } from '../failure-codes.ts'
import { setupComplete } from '../operations/checkpoints.ts'
import type { Queue } from '../operations/kinds.ts'
import { type Operation, operationColumns, toOperation } from '../operations/operation.ts'
import type { Engine, Health, Status } from './state-machine.ts'

/** Times are milliseconds since 1970 by the database's clock. */
export type Store = {
  id: string
  owner: string
  name: string
  cluster: string
  engine: Engine
  namespace: string
  /** Fixed before the first install, and null until then; so are `url`, `adminEmail` and `keyId`. */
  host: string | null
  url: string | null
  adminEmail: string | null
  /** The id of the secret key of the first install. */
  keyId: string | null
  /** The release that it shall have; null while it follows today's default. */
  release: string | null
  /** The release that Helm was last given. */
  appliedRelease: string | null
  /** The release that new stores of its cluster get today. */
  defaultRelease: string | null
  /** The set-up of its present installation was seen complete: it is not asked for again, whatever becomes of its Job. */
  setupComplete: boolean
  status: Status
  failureCode: FailureCode | null
  failureReason: string | null
  /** A FAILED store that was seen healthy since. */
  recoverable: boolean
  health: Health | null
  healthReason: string | null
  /** The revision of its Helm release that was last seen good. */
  helmRevision: number | null
  /** The open operation, or null when nothing is being done to the store. */
  operation: Operation | null
  queue: Queue | null
  dueAt: number | null
  leaseToken: number
  leaseExpiresAt: number | null
  /** Leases in a row that expired without a report from their holder. */
  expiredLeases: number
  createdAt: number
  updatedAt: number
  /** When its present or latest creation, retry or deletion was asked for. */
  startedAt: number
  readyAt: number | null
  deletedAt: number | null
}
/** A store that is being worked on. */
export type BusyStore = Store & { operation: Operation }

export const storeColumns = [
  'id',
  'owner',
  'name',
  'cluster',
  'engine',
  'namespace',
  'host',
  'url',
  'admin_email',
  'key_id',
  'release',
  'applied_release',
  'status',
  'failure_code',
  'failure_reason',
  'recoverable',
  'health',
  'health_reason',
  'helm_revision',
  'queue',
  'due_at',
  'lease_token',
  'lease_expires_at',
  'expired_leases',
  'created_at',
  'updated_at',
  'started_at',
  'ready_at',
  'deleted_at',
] as const

/** What new stores of the store's own cluster get. */
export const defaultRelease =
  '(SELECT default_release FROM clusters WHERE clusters.name = stores.cluster) AS default_release'

/** How far the latest operation came that has one: a retry that has replaced nothing yet looks at what was there before. */
const lastCheckpoint = `(SELECT checkpoint FROM operations WHERE operations.store_id = stores.id AND checkpoint IS NOT NULL
  ORDER BY created_at DESC, id DESC LIMIT 1) AS last_checkpoint`

/** A SELECT of stores with their open operations; `toStore` reads its rows. Conditions name columns of `stores`. */
export const selectStores = `SELECT ${storeColumns.map((column) => `stores.${column}`).join(', ')},
  ${operationColumns.map((column) => `operations.${column} AS op_${column}`).join(', ')},
  ${defaultRelease}, ${lastCheckpoint}
  FROM stores LEFT JOIN operations ON operations.id = stores.operation_id`

export function toStore(row: Row): Store {
  const of = <T>(column: (typeof storeColumns)[number]) => row[column] as T
  return {
    id: of('id'),
    owner: of('owner'),
    name: of('name'),
    cluster: of('cluster'),
    engine: of('engine'),
    namespace: of('namespace'),
    host: of('host'),
    url: of('url'),
    adminEmail: of('admin_email'),
    keyId: of('key_id'),
    release: of('release'),
    appliedRelease: of('applied_release'),
    defaultRelease: (row['default_release'] ?? null) as string | null,
    setupComplete: row['last_checkpoint'] === setupComplete,
    status: of('status'),
    failureCode: of('failure_code'),
    failureReason: of('failure_reason'),
    recoverable: Boolean(row['recoverable']),
    health: of('health'),
    healthReason: of('health_reason'),
    helmRevision: of('helm_revision'),
    operation: row['op_id'] == null ? null : toOperation(row, 'op_'),
    queue: of('queue'),
    dueAt: of('due_at'),
    leaseToken: of('lease_token'),
    leaseExpiresAt: of('lease_expires_at'),
    expiredLeases: of('expired_leases'),
    createdAt: of('created_at'),
    updatedAt: of('updated_at'),
    startedAt: of('started_at'),
    readyAt: of('ready_at'),
    deletedAt: of('deleted_at'),
  }
}
