// Waits until a store has settled, and says on the way what it waits for.
import type { Context } from '../context.ts'
import type { StoreAnswer } from './answers.ts'
import { callApi } from './call-api.ts'
import { storePath } from './store-path.ts'

const everyMs = 1_000

/** Settled: READY, FAILED or DELETED. What bounds the wait is the server's own timeout. */
export async function waitForStore(context: Context, id: string): Promise<StoreAnswer> {
  let said = ''
  for (;;) {
    const store = await callApi<StoreAnswer>(context, { path: storePath(id) })
    if (store.progress === null) return store
    const { step, message } = store.progress
    const saying = `${store.status} ${step}${message === null ? '' : `: ${message}`}`
    if (saying !== said) context.note(saying)
    said = saying
    await context.clock.sleep(everyMs)
  }
}
