// --wait: looks at a store until it has settled, and says meanwhile what it waits for.
import { ExitError } from '../../shared/errors.ts'
import type { Context } from '../context.ts'
import type { StoreAnswer } from './answers.ts'
import { answerOf, openApi, storeOf } from './call-api.ts'

/** The options of every command that can wait. */
export const waitOptions = { wait: { type: 'boolean' }, timeout: { type: 'string' } } as const
export const waitUsage = '[--wait [--timeout SECONDS]]'

/** What the server holds an answer back for at most: less than what proxies take for a dead connection. */
const stepSeconds = 20
const answersWithinMs = 30_000
const againAfterMs = 1_000

type Look = { store: StoreAnswer; etag: string | undefined }

/** Settled: READY, FAILED or DELETED. Throws an ExitError with code 1 when that takes longer than `timeout` says. */
export async function waitForStore(
  context: Context,
  { id, timeout }: { id: string; timeout: string | undefined },
): Promise<StoreAnswer> {
  const { clock, note } = context
  const untilMs = clock.monotonicMs() + readSeconds(timeout) * 1_000
  let said = ''
  let last: Look | undefined
  for (;;) {
    last = await lookWithin(context, { id, last, leftMs: untilMs - clock.monotonicMs() })
    const { status, progress } = last.store
    if (progress === null) return last.store
    const saying = `${status} ${progress.step}${progress.message === null ? '' : `: ${progress.message}`}`
    if (saying !== said) note(saying)
    said = saying
    if (clock.monotonicMs() >= untilMs)
      throw new ExitError(1, `${id} is still ${status} after ${timeout} s; it goes on without being waited for`)
  }
}

/** Without a limit the server's own is what bounds the wait. Throws an ExitError with code 2. */
export function readSeconds(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY
  if (/^\d{1,6}(\.\d{1,3})?$/.test(text)) return Number(text)
  throw new ExitError(2, '--timeout must be a number of seconds')
}

/** The server counts whole seconds; what is left of the last one is slept here. */
async function lookWithin(
  context: Context,
  { id, last, leftMs }: { id: string; last: Look | undefined; leftMs: number },
): Promise<Look> {
  const seconds = Math.min(stepSeconds, Math.floor(Math.max(leftMs, 0) / 1_000))
  if (last && seconds === 0) await context.clock.sleep(Math.max(leftMs, 0))
  return look(context, { id, last, seconds: last ? seconds : 0 })
}

/** Held back for `seconds` while the store is as it was at the `last` look. */
async function look(
  context: Context,
  { id, last, seconds }: { id: string; last: Look | undefined; seconds: number },
): Promise<Look> {
  const header = { 'if-none-match': last?.etag, ...(seconds > 0 ? { prefer: `wait=${seconds}` } : {}) }
  const api = openApi(context, { timeoutMs: seconds * 1_000 + answersWithinMs })
  const response = await api.stores[':id'].$get({ ...storeOf(id), header })
  // A proxy that takes the wish away would make this a loop without a pause.
  if (seconds > 0 && !response.headers.has('Preference-Applied')) await context.clock.sleep(againAfterMs)
  if (last && response.status === 304) return last
  const store = await answerOf(Promise.resolve(response))
  return { store, etag: response.headers.get('ETag') ?? undefined }
}
