// An operation as the programs know it, made from its row.
import type { Row } from '../database/database.ts'
import type { FailureCode } from '../failure-codes.ts'
import type { OperationKind, OperationState, Step } from './kinds.ts'

/** Times are milliseconds since 1970 by the database's clock. */
export type Operation = {
  /** `op_…` */
  id: string
  storeId: string
  owner: string
  kind: OperationKind
  state: OperationState
  step: Step
  message: string | null
  /** What the operation has behind it, in a word of its kind's definition. */
  checkpoint: string | null
  /** JSON of what was asked for, and of what came of it. */
  params: string
  result: string | null
  attempts: number
  /** What readiness suspected at the last look, as JSON. */
  pendingFault: string | null
  /** For how long, in all, a poller and an answering cluster watched it. */
  observedMs: number
  lastObservedAt: number | null
  failureCode: FailureCode | null
  failureReason: string | null
  /** Who asked: `<key id>:<owner>`, `local:<owner>` without a key, or `schedule`. */
  actor: string
  cancelledBy: string | null
  requestId: string | null
  createdAt: number
  startedAt: number | null
  finishedAt: number | null
}

/** The columns of `operations` in the order of the type. */
export const operationColumns = [
  'id',
  'store_id',
  'owner',
  'kind',
  'state',
  'step',
  'message',
  'checkpoint',
  'params',
  'result',
  'attempts',
  'pending_fault',
  'observed_ms',
  'last_observed_at',
  'failure_code',
  'failure_reason',
  'actor',
  'cancelled_by',
  'request_id',
  'created_at',
  'started_at',
  'finished_at',
] as const

/** `prefix` stands before each column's name in the row, as after a join. */
export function toOperation(row: Row, prefix = ''): Operation {
  const of = <T>(column: (typeof operationColumns)[number]) => row[prefix + column] as T
  return {
    id: of('id'),
    storeId: of('store_id'),
    owner: of('owner'),
    kind: of('kind'),
    state: of('state'),
    step: of('step'),
    message: of('message'),
    checkpoint: of('checkpoint'),
    params: of('params'),
    result: of('result'),
    attempts: of('attempts'),
    pendingFault: of('pending_fault'),
    observedMs: of('observed_ms'),
    lastObservedAt: of('last_observed_at'),
    failureCode: of('failure_code'),
    failureReason: of('failure_reason'),
    actor: of('actor'),
    cancelledBy: of('cancelled_by'),
    requestId: of('request_id'),
    createdAt: of('created_at'),
    startedAt: of('started_at'),
    finishedAt: of('finished_at'),
  }
}
