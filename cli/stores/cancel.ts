// storeplane cancel: ends an operation before it is done.
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import { answerOf, openApi, operationOf } from './call-api.ts'
import { printOperation } from './print-operation.ts'
import { readOutput } from './read-output.ts'

export const cancel: Run<typeof definitions.cancel> = async ({ args, options }, context) => {
  const output = readOutput(options)
  const answer = await answerOf(openApi(context).operations[':op'].cancel.$post(operationOf(args.OPERATION)))
  return printOperation(context, answer, { output })
}
