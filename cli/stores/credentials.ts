// storeplane credentials: the first login of a READY store.
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import { fields } from '../table.ts'
import { openApi } from './call-api.ts'
import { askAboutStore } from './find-store.ts'
import { printAnswer, readOutput } from './read-output.ts'

export const credentials: Run<typeof definitions.credentials> = async ({ args, options }, context) => {
  const output = readOutput(options)
  const answer = await askAboutStore(context, args.STORE, (path) =>
    openApi(context).stores[':id'].credentials.$get(path),
  )
  const { admin_url, user, password, message } = answer
  const describe = () =>
    fields([
      ['admin', admin_url],
      ['user', user],
      ['password', password],
    ])
  await printAnswer(context, { answer, output, describe })
  if (output === undefined) context.note(message)
  return 0
}
