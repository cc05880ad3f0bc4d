// storeplane delete: deletes a store after a question, and waits for its end when told to.
import { ExitError } from '../../shared/errors.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import type { Context } from '../context.ts'
import type { StoreAnswer } from './answers.ts'
import { openApi } from './call-api.ts'
import { askAboutStore, readStore } from './find-store.ts'
import { printStore } from './print-store.ts'
import { printAnswer, readOutput } from './read-output.ts'
import { waitForStore, waitsForPoller, warnOfNoPoller } from './wait-for-store.ts'
import { checkWait } from './watch.ts'

export const deleteStore: Run<typeof definitions.delete> = async ({ args, options }, context) => {
  const { timeout, wait } = options
  const output = readOutput(options)
  checkWait(options)
  const confirmed = options.yes || !context.canAsk ? args.STORE : await confirm(context, args.STORE)
  if (confirmed === undefined) return 1
  const answer = await askAboutStore(context, confirmed, (path) => openApi(context).stores[':id'].$delete(path))
  if (!wait) {
    await printAnswer(context, { answer, output, describe: () => answer.message })
    if (answer.status === 'DELETING') await tellOf(context, answer.id)
    return 0
  }
  const gone = await waitForStore(context, { id: answer.id, timeout, later: 'goes on being deleted' })
  return printStore(context, gone, { output, end: 'DELETED' })
}

/** The id of what was shown: a name might be another store's by the time of the answer. */
async function confirm(context: Context, text: string): Promise<string | undefined> {
  const store = await readStore(context, text)
  if (await context.confirm(`Delete ${describe(store)} with everything in it?`)) return store.id
  context.note('Nothing was deleted.')
  return undefined
}

/** A key that may delete may lack the right to look: then the id is all that is told. */
async function tellOf(context: Context, id: string): Promise<void> {
  context.note(`${id} is being deleted; storeplane show ${id} says how far it is`)
  try {
    if (waitsForPoller(await readStore(context, id))) warnOfNoPoller(context)
  } catch (error) {
    if (!(error instanceof ExitError)) throw error
  }
}

function describe({ id, engine, status, store_url }: StoreAnswer): string {
  return `the store ${id} (${[engine, status, ...(store_url === null ? [] : [store_url])].join(', ')})`
}
