// storeplane retry: tries a FAILED store again.
import type { Command } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { answerOf, openApi, storeOf } from './call-api.ts'
import { printStore } from './print-store.ts'
import { waitForStore } from './wait-for-store.ts'
import { readSeconds, waitOptions, waitUsage } from './watch.ts'

const options = { ...waitOptions, json: { type: 'boolean' } } as const

export const retry: Command = {
  usage: `ID ${waitUsage} [--json]`,
  summary: 'Retries a FAILED store. With --wait it ends when the store is READY (exit code 0) or FAILED (1).',
  run: async (args, context) => {
    const { values, positionals } = readArguments(args, { options, names: ['ID'] })
    readSeconds(values.timeout)
    const [id] = positionals
    const store = await answerOf(openApi(context).stores[':id'].retry.$post(storeOf(id)))
    const { json } = values
    if (values.wait)
      return printStore(context, await waitForStore(context, { id, timeout: values.timeout }), { json, end: 'READY' })
    return printStore(context, store, { json })
  },
}
