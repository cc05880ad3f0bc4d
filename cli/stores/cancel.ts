// storeplane cancel: ends an operation before it is done.
import type { Command } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { answerOf, openApi, operationOf } from './call-api.ts'
import { printOperation } from './print-operation.ts'

const options = { json: { type: 'boolean' } } as const

export const cancel: Command = {
  usage: 'OPERATION [--json]',
  summary:
    'Cancels an operation. Nothing in the cluster is removed: its store is FAILED until it is retried or deleted.',
  run: async (args, context) => {
    const { values, positionals } = readArguments(args, { options, names: ['OPERATION'] })
    const answer = await answerOf(openApi(context).operations[':op'].cancel.$post(operationOf(positionals[0])))
    return printOperation(context, answer, values)
  },
}
