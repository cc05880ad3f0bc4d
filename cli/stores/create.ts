// storeplane create: creates a store, and waits for it when told to.
import { ExitError } from '../../shared/errors.ts'
import type { Engine } from '../../shared/stores/index.ts'
import type { Command, Context } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { answerOf, listEngines, openApi } from './call-api.ts'
import { printStore } from './print-store.ts'
import { waitForStore } from './wait-for-store.ts'
import { readSeconds, waitOptions, waitUsage } from './watch.ts'

const options = {
  engine: { type: 'string' },
  release: { type: 'string' },
  ...waitOptions,
  json: { type: 'boolean' },
} as const

export const create: Command = {
  usage: `NAME --engine ENGINE [--release R] ${waitUsage} [--json]`,
  summary: `Creates a store from the release R, or else from the default of its first install. With --wait it ends when the store is READY
(exit code 0) or FAILED (1).`,
  run: async (args, context) => {
    const { values, positionals } = readArguments(args, { options, names: ['NAME'] })
    readSeconds(values.timeout)
    if (values.engine === undefined) throw await engineMissing(context)
    // The API knows its engines, and says so where this is none.
    const { engine, release } = values
    const json = { name: positionals[0], engine: engine as Engine, ...(release === undefined ? {} : { release }) }
    const created = await answerOf(openApi(context).stores.$post({ json, query: {}, header: {} }))
    if (values.wait)
      return printStore(context, await waitForStore(context, { id: created.id, timeout: values.timeout }), {
        json: values.json,
        end: 'READY',
      })
    context.print(values.json ? JSON.stringify(created, null, 2) : created.id)
    return 0
  },
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
