// storeplane open: a store's URL in the browser.
import { ExitError } from '../../shared/errors.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import { readStore } from './find-store.ts'

export const open: Run<typeof definitions.open> = async ({ args }, context) => {
  const { id, status, store_url } = await readStore(context, args.STORE)
  if (store_url === null)
    throw new ExitError(1, `${id} is ${status} and has no URL before it was READY once\nRun: storeplane show ${id}`)
  const url = webAddress(store_url)
  context.print(url)
  if (!(await context.openUrl(url))) context.note('No browser could be started here; open the URL yourself.')
  return 0
}

/** What a desktop opens can be more than a page: a file, or a program. */
function webAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url !== undefined && /^https?:$/.test(url.protocol)) return url.href
  throw new ExitError(1, `the API says that the store is at "${text}", which is no http or https URL`)
}
