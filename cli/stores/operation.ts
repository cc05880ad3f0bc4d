// storeplane operation: one operation, or its end when told to wait.
import type { Command, Context } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import type { Operation } from './answers.ts'
import { answerOf, openApi, operationOf } from './call-api.ts'
import { describeProgress } from './describe-progress.ts'
import { printOperation } from './print-operation.ts'
import { readSeconds, waitOptions, waitUsage, watch } from './watch.ts'

const options = { ...waitOptions, json: { type: 'boolean' } } as const

export const operation: Command = {
  usage: `OPERATION ${waitUsage} [--json]`,
  summary: 'Shows one operation. With --wait it ends when the operation has ended: succeeded (exit code 0) or not (1).',
  run: async (args, context) => {
    const { values, positionals } = readArguments(args, { options, names: ['OPERATION'] })
    readSeconds(values.timeout)
    const [id] = positionals
    const { json } = values
    if (!values.wait) {
      const found = await answerOf(openApi(context).operations[':op'].$get(operationOf(id)))
      return printOperation(context, found, { json })
    }
    const ended = await waitForEnd(context, { id, timeout: values.timeout })
    return printOperation(context, ended, { json, end: 'succeeded' })
  },
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
  })
}
