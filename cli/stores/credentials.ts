// storeplane credentials: the initial login of a READY store.
import type { Command } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { fields } from '../table.ts'
import { answerOf, openApi, storeOf } from './call-api.ts'

const options = { json: { type: 'boolean' } } as const

export const credentials: Command = {
  usage: 'ID [--json]',
  summary: "Shows a store's initial login; that it was shown goes into the store's timeline.",
  run: async (args, context) => {
    const { values, positionals } = readArguments(args, { options, names: ['ID'] })
    const answer = await answerOf(openApi(context).stores[':id'].credentials.$get(storeOf(positionals[0])))
    if (values.json) {
      context.print(JSON.stringify(answer, null, 2))
      return 0
    }
    context.print(
      fields([
        ['admin', answer.admin_url],
        ['user', answer.user],
        ['password', answer.password],
      ]),
    )
    context.note(answer.message)
    return 0
  },
}
