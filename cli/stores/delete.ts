// storeplane delete: deletes a store, and waits for it when told to.
import type { Command } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { answerOf, openApi, storeOf } from './call-api.ts'
import { printStore } from './print-store.ts'
import { waitForStore } from './wait-for-store.ts'
import { readSeconds, waitOptions, waitUsage } from './watch.ts'

const options = { ...waitOptions, json: { type: 'boolean' } } as const

export const deleteStore: Command = {
  usage: `ID ${waitUsage} [--json]`,
  summary: 'Deletes a store and everything in it. With --wait it ends when the store is gone.',
  run: async (args, context) => {
    const { values, positionals } = readArguments(args, { options, names: ['ID'] })
    readSeconds(values.timeout)
    const [id] = positionals
    const answer = await answerOf(openApi(context).stores[':id'].$delete(storeOf(id)))
    if (values.wait)
      return printStore(context, await waitForStore(context, { id, timeout: values.timeout }), {
        json: values.json,
        end: 'DELETED',
      })
    context.print(values.json ? JSON.stringify(answer, null, 2) : answer.message)
    return 0
  },
}
