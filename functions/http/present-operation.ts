// An operation as the API shows it.
import type { z } from '@hono/zod-openapi'
import { kindTraits, type Operation } from '../../shared/operations/index.ts'
import type { Progress } from '../../shared/stores/index.ts'
import { presentTime } from './present-time.ts'
import type { operationSchema } from './schemas/operation-schemas.ts'

/** `progress` is that of its store; it says nothing of an operation that has ended. */
export function presentOperation(
  operation: Operation,
  progress: Progress | undefined,
): z.infer<typeof operationSchema> {
  const { id, storeId, kind, state, step, message, attempts, params, result, failureCode, failureReason, actor } =
    operation
  const shown = operation.finishedAt === null ? progress : undefined
  return {
    id,
    store_id: storeId,
    kind,
    state,
    step: state === 'succeeded' ? lastStepOf(operation) : step,
    message: shown?.message ?? message,
    position: shown?.position ?? null,
    attempts,
    params: JSON.parse(params) as Record<string, unknown>,
    result: result === null ? null : (JSON.parse(result) as Record<string, unknown>),
    failure_code: failureCode,
    failure_reason: failureReason,
    actor,
    cancelled_by: operation.cancelledBy,
    request_id: operation.requestId,
    created_at: presentTime(operation.createdAt),
    started_at: operation.startedAt === null ? null : presentTime(operation.startedAt),
    finished_at: operation.finishedAt === null ? null : presentTime(operation.finishedAt),
  }
}

/** The row keeps the step at which it was last seen waiting; what has succeeded has ended them all. */
function lastStepOf({ kind, step }: Operation): Operation['step'] {
  return kindTraits[kind].steps.at(-1)?.name ?? step
}
