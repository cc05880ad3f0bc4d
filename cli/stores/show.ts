// storeplane show: one store.
import type { Command } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { answerOf, openApi, storeOf } from './call-api.ts'
import { printStore } from './print-store.ts'

const options = { json: { type: 'boolean' } } as const

export const show: Command = {
  usage: 'ID [--json]',
  summary: 'Shows one store: its state, what it waits for, its URL, why it failed.',
  run: async (args, context) => {
    const { values, positionals } = readArguments(args, { options, names: ['ID'] })
    return printStore(context, await answerOf(openApi(context).stores[':id'].$get(storeOf(positionals[0]))), values)
  },
}
