// storeplane retry: tries a FAILED store again.
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import { openApi } from './call-api.ts'
import { askAboutStore } from './find-store.ts'
import { printStore } from './print-store.ts'
import { readOutput } from './read-output.ts'
import { waitForStore } from './wait-for-store.ts'
import { checkWait } from './watch.ts'

export const retry: Run<typeof definitions.retry> = async ({ args, options }, context) => {
  const { timeout, wait } = options
  const output = readOutput(options)
  checkWait(options)
  const store = await askAboutStore(context, args.STORE, (path) => openApi(context).stores[':id'].retry.$post(path))
  if (!wait) return printStore(context, store, { output })
  const settled = await waitForStore(context, { id: store.id, timeout, later: 'goes on being tried' })
  return printStore(context, settled, { output, end: 'READY' })
}
