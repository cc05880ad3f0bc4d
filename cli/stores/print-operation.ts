// Prints one operation; a command that waited for another end than the operation took has failed.
import type { Context } from '../context.ts'
import { fields } from '../table.ts'
import type { Operation } from './answers.ts'
import { type Output, printAnswer } from './read-output.ts'

type Wanted = { output: Output; end?: Operation['state'] }

export async function printOperation(
  context: Context,
  operation: Operation,
  { output, end = operation.state }: Wanted,
): Promise<number> {
  await printAnswer(context, { answer: operation, output, describe: () => describeOperation(operation) })
  return operation.state === end ? 0 : 1
}

function describeOperation({ failure_reason, failure_code, ...operation }: Operation): string {
  return fields([
    ['id', operation.id],
    ['store', operation.store_id],
    ['kind', operation.kind],
    ['state', operation.state],
    ['step', operation.step],
    ['message', operation.message],
    ['attempts', operation.attempts === 0 ? null : operation.attempts],
    ['failure', failure_reason && `${failure_reason} [${failure_code}]`],
    ['asked by', operation.actor],
    ['cancelled by', operation.cancelled_by],
    ['asked at', operation.created_at],
    ['started at', operation.started_at],
    ['ended at', operation.finished_at],
  ])
}
