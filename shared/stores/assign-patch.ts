// What a patch assigns in the rows: its fields by their columns, and the moments that move with them.
import type { Bind } from '../database/database.ts'
import { now } from '../database/now.ts'
import { queueOf } from '../operations/kinds.ts'
import type { OperationPatch, Patch, StorePatch } from './patches.ts'
import type { Status } from './state-machine.ts'
import type { Store } from './store.ts'

type Assigned = { assignments: string[]; args: Record<string, Bind> }

export function assignOperation(patch: OperationPatch): Assigned {
  const { assignments, args } = assign(patch, operationColumns)
  return { assignments: isEnd(patch) ? [...assignments, `finished_at = ${now}`] : assignments, args }
}

export function assignStore(store: Store, { store: patch = {}, operation = {}, requeueAfterMs }: Patch): Assigned {
  const { assignments, args } = assign(patch, storeColumns)
  if (patch.status !== undefined && momentColumns[patch.status])
    assignments.push(`${momentColumns[patch.status]} = ${now}`)
  if (isVisible(store, patch, operation)) assignments.push(`updated_at = ${now}`)
  if (isEnd(operation))
    return { assignments: [...assignments, 'operation_id = NULL', 'queue = NULL', 'due_at = NULL'], args }
  if (store.operation !== null && operation.step !== undefined) {
    assignments.push('queue = :queue')
    args['queue'] = queueOf(store.operation.kind, operation.step)
  }
  if (store.operation !== null && requeueAfterMs !== undefined) {
    assignments.push(`due_at = ${now} + :due_in_ms`)
    args['due_in_ms'] = Math.round(requeueAfterMs)
  }
  return { assignments, args }
}

/** Where a request opens an operation: the assignments of its patch of the store, all of which show. */
export function assignRequested(patch: StorePatch): Assigned {
  return assign(patch, storeColumns)
}

const operationColumns = {
  state: 'state',
  step: 'step',
  message: 'message',
  checkpoint: 'checkpoint',
  attempts: 'attempts',
  pendingFault: 'pending_fault',
  observedMs: 'observed_ms',
  lastObservedAt: 'last_observed_at',
  failureCode: 'failure_code',
  failureReason: 'failure_reason',
} as const satisfies Record<keyof OperationPatch, string>

const storeColumns = {
  status: 'status',
  failureCode: 'failure_code',
  failureReason: 'failure_reason',
  recoverable: 'recoverable',
  health: 'health',
  healthReason: 'health_reason',
  helmRevision: 'helm_revision',
  release: 'release',
  appliedRelease: 'applied_release',
  host: 'host',
  url: 'url',
  adminEmail: 'admin_email',
  keyId: 'key_id',
} as const satisfies Record<keyof StorePatch, string>

function isEnd({ state }: OperationPatch): boolean {
  return state !== undefined && state !== 'queued' && state !== 'running'
}

const momentColumns: Partial<Record<Status, string>> = { READY: 'ready_at', FAILED: 'failed_at', DELETED: 'deleted_at' }

const shownOfStore = [
  'status',
  'failureCode',
  'failureReason',
  'recoverable',
  'health',
  'healthReason',
  'release',
  'appliedRelease',
] as const
const shownOfOperation = ['state', 'step', 'message'] as const

/** `updated_at` moves with what the API shows, and with nothing else. */
function isVisible(store: Store, patch: StorePatch, operation: OperationPatch): boolean {
  return (
    shownOfStore.some((field) => patch[field] !== undefined && patch[field] !== store[field]) ||
    shownOfOperation.some((field) => operation[field] !== undefined && operation[field] !== store.operation?.[field])
  )
}

/** The assignments of a patch by its columns, as `column = :column`. */
function assign<P extends object>(patch: P, columns: Record<keyof P & string, string>) {
  const assignments: string[] = []
  const args: Record<string, Bind> = {}
  for (const [field, value] of Object.entries(patch) as [keyof P & string, Bind | boolean | undefined][]) {
    if (value === undefined) continue
    const column = columns[field]
    assignments.push(`${column} = :${column}`)
    args[column] = typeof value === 'boolean' ? Number(value) : value
  }
  return { assignments, args }
}
