// storeplane create: asks for a store, and waits for it when told to.
import { ExitError } from '../../shared/errors.ts'
import type { Engine } from '../../shared/stores/index.ts'
import type { Command } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { answerOf, openApi } from './call-api.ts'
import { printStore } from './print-store.ts'
import { readSeconds, waitForStore, waitOptions, waitUsage } from './wait-for-store.ts'

const options = { engine: { type: 'string' }, ...waitOptions, json: { type: 'boolean' } } as const

export const create: Command = {
  usage: `NAME --engine woocommerce|medusa ${waitUsage} [--json]`,
  summary: 'Asks for a store. With --wait it ends when the store is READY (exit code 0) or FAILED (1).',
  run: async (args, context) => {
    const { values, positionals } = readArguments(args, { options, names: ['NAME'] })
    readSeconds(values.timeout)
    if (values.engine === undefined) throw new ExitError(2, '--engine is missing: woocommerce or medusa')
    // The API knows its engines, and says so where this is none.
    const json = { name: positionals[0], engine: values.engine as Engine }
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
