// The statement that opens an operation on a store. The caller's transaction points the store at it.
import type { Bind, Statement } from '../database/database.ts'
import { now } from '../database/now.ts'
import { firstStep, type OperationKind } from './kinds.ts'

export type NewOperation = {
  id: string
  kind: OperationKind
  actor: string
  requestId: string | null
  params?: Readonly<Record<string, unknown>>
}

/** What an operation says of itself until a poller begins it. */
export const queuedMessage = 'Queued'

/** `from` is a FROM clause with its condition that gives `store_id` and `owner` once, or nothing: then none is opened. */
export function openOperation(operation: NewOperation, from: { sql: string; args: Record<string, Bind> }): Statement {
  const { id, kind, actor, requestId, params = {} } = operation
  return {
    sql: `INSERT INTO operations (id, store_id, owner, kind, state, step, message, params, actor, request_id, created_at)
      SELECT :new_operation, store_id, owner, :kind, 'queued', :step, :message, :params, :actor, :request_id, ${now}
      FROM ${from.sql}`,
    args: {
      ...from.args,
      new_operation: id,
      kind,
      step: firstStep(kind).name,
      message: queuedMessage,
      params: JSON.stringify(params),
      actor,
      request_id: requestId,
    },
  }
}
