// storeplane operation: one operation, or its end when told to wait.
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import type { Context } from '../context.ts'
import type { Operation } from './answers.ts'
import { answerOf, openApi, operationOf } from './call-api.ts'
import { describeProgress } from './describe-progress.ts'
import { printOperation } from './print-operation.ts'
import { readOutput } from './read-output.ts'
import { checkWait, watch } from './watch.ts'

export const operation: Run<typeof definitions.operation> = async ({ args, options }, context) => {
  const { OPERATION: id } = args
  const { timeout } = options
  const output = readOutput(options)
  checkWait(options)
  if (options.wait)
    return printOperation(context, await waitForEnd(context, { id, timeout }), { output, end: 'succeeded' })
  const found = await answerOf(openApi(context).operations[':op'].$get(operationOf(id)))
  return printOperation(context, found, { output })
}

function waitForEnd(
  context: Context,
  { id, timeout }: { id: string; timeout: string | undefined },
): Promise<Operation> {
  return watch(context, {
    ask: (header, timeoutMs) => openApi(context, { timeoutMs }).operations[':op'].$get({ ...operationOf(id), header }),
    timeout,
    isOver: ({ finished_at }) => finished_at !== null,
    say: (seen) => `${seen.kind} ${describeProgress(seen)}`,
    late: ({ state }) => `${id} is still ${state}`,
    interrupted: () => `${id} goes on; storeplane operation ${id} shows it, storeplane cancel ${id} ends it`,
  })
}
