// storeplane create: creates a store, and waits for it when told to.
import { ExitError } from '../../shared/errors.ts'
import type { Engine } from '../../shared/stores/index.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import type { Context } from '../context.ts'
import { answerOf, listEngines, openApi } from './call-api.ts'
import { printStore } from './print-store.ts'
import { printAnswer, readOutput } from './read-output.ts'
import { waitForStore } from './wait-for-store.ts'
import { checkWait } from './watch.ts'

export const create: Run<typeof definitions.create> = async ({ args, options }, context) => {
  const { engine, release, timeout } = options
  const output = readOutput(options)
  checkWait(options)
  if (engine === undefined) throw await engineMissing(context)
  // The API knows its engines, and says so where this is none.
  const json = { name: args.NAME, engine: engine as Engine, ...(release === undefined ? {} : { release }) }
  const created = await answerOf(openApi(context).stores.$post({ json, query: {}, header: {} }))
  const { id } = created
  if (!options.wait) {
    await printAnswer(context, { answer: created, output, describe: () => id })
    return 0
  }
  // A program gets one document, at the end.
  if (output === undefined) context.print(id)
  else context.note(id)
  const store = await waitForStore(context, { id, timeout, later: 'goes on being made' })
  return printStore(context, store, { output, end: 'READY' })
}

/** The command line was wrong, whether or not the server can say what would be right. */
async function engineMissing(context: Context): Promise<ExitError> {
  try {
    return new ExitError(2, `--engine is missing: ${(await listEngines(context)).join(' or ')}`)
  } catch (error) {
    if (!(error instanceof ExitError)) throw error
    return new ExitError(
      2,
      `--engine is missing, and the server cannot be asked which engines it has: ${error.message}`,
    )
  }
}
