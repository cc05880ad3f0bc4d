// Waits until a store has settled, and says on the way what it waits for.
import { ExitError } from '../../shared/errors.ts'
import type { Context } from '../context.ts'
import type { StoreAnswer } from './answers.ts'
import { callApi } from './call-api.ts'
import { storePath } from './store-path.ts'

/** The options of every command that can wait. */
export const waitOptions = { wait: { type: 'boolean' }, timeout: { type: 'string' } } as const
export const waitUsage = '[--wait [--timeout SECONDS]]'

const everyMs = 1_000

/** Settled: READY, FAILED or DELETED. Throws an ExitError with code 1 when that takes longer than `timeout` says. */
export async function waitForStore(
  context: Context,
  { id, timeout }: { id: string; timeout: string | undefined },
): Promise<StoreAnswer> {
  const { clock, note } = context
  const untilMs = clock.monotonicMs() + readSeconds(timeout) * 1_000
  let said = ''
  for (;;) {
    const store = await callApi<StoreAnswer>(context, { path: storePath(id) })
    if (store.progress === null) return store
    const { step, message } = store.progress
    const saying = `${store.status} ${step}${message === null ? '' : `: ${message}`}`
    if (saying !== said) note(saying)
    said = saying
    if (clock.monotonicMs() >= untilMs)
      throw new ExitError(1, `${id} is still ${store.status} after ${timeout} s; it goes on without being waited for`)
    await clock.sleep(Math.min(everyMs, untilMs - clock.monotonicMs()))
  }
}

/** Without a limit the server's own is what bounds the wait. Throws an ExitError with code 2. */
export function readSeconds(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY
  if (/^\d{1,6}(\.\d{1,3})?$/.test(text)) return Number(text)
  throw new ExitError(2, '--timeout must be a number of seconds')
}
