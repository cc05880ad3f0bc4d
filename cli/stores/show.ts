// storeplane show: one store.
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import { readStore } from './find-store.ts'
import { printStore } from './print-store.ts'
import { readOutput } from './read-output.ts'

export const show: Run<typeof definitions.show> = async ({ args, options }, context) => {
  const output = readOutput(options)
  return printStore(context, await readStore(context, args.STORE), { output })
}
