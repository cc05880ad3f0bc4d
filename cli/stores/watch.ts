// Looks at something until it is over, and says meanwhile what it waits for; the server holds its answers back.
import { ExitError } from '../../shared/errors.ts'
import type { Context } from '../context.ts'
import { type Asked, answerOf, type BodyOf } from './call-api.ts'

/** What the server holds an answer back for at most: less than what proxies take for a dead connection. */
const stepSeconds = 20
const answersWithinMs = 30_000
const againAfterMs = 1_000

type Header = { 'if-none-match': string | undefined; prefer?: string }
type Watched<R> = {
  ask: (header: Header, timeoutMs: number) => Promise<R>
  timeout: string | undefined
  isOver: (seen: BodyOf<R>) => boolean
  /** What a person is told of what has changed. */
  say: (seen: BodyOf<R>) => string
  /** What is so when the time is up, such as "my-shop is still PROVISIONING". */
  late: (seen: BodyOf<R>) => string
  /** What a person is told who waits no longer: what goes on, and how to look at it. */
  interrupted: (seen: BodyOf<R> | undefined) => string
}
type Look<R> = { seen: BodyOf<R>; etag: string | undefined }

/** Throws an ExitError with code 1 when that takes longer than `timeout` says. */
export async function watch<R extends Asked & Pick<Response, 'headers'>>(
  context: Context,
  watched: Watched<R>,
): Promise<BodyOf<R>> {
  let seen: BodyOf<R> | undefined
  const forget = context.onInterrupt(() => watched.interrupted(seen))
  const say = (latest: BodyOf<R>) => {
    seen = latest
    return watched.say(latest)
  }
  try {
    return await watchUntilOver(context, { ...watched, say })
  } finally {
    forget()
  }
}

async function watchUntilOver<R extends Asked & Pick<Response, 'headers'>>(
  context: Context,
  watched: Watched<R>,
): Promise<BodyOf<R>> {
  const { clock, note } = context
  const { timeout, isOver, say, late, interrupted } = watched
  const untilMs = clock.monotonicMs() + readSeconds(timeout) * 1_000
  let said = ''
  let last: Look<R> | undefined
  for (;;) {
    last = await lookWithin(context, { watched, last, leftMs: untilMs - clock.monotonicMs() })
    if (isOver(last.seen)) return last.seen
    const saying = say(last.seen)
    if (saying !== said) note(saying)
    said = saying
    if (clock.monotonicMs() >= untilMs)
      throw new ExitError(1, `${late(last.seen)} after ${timeout} s\n${interrupted(last.seen)}`)
  }
}

/** Before anything is asked for. Throws an ExitError with code 2. */
export function checkWait({ wait, timeout }: { wait: true | undefined; timeout: string | undefined }): void {
  readSeconds(timeout)
  if (timeout !== undefined && !wait) throw new ExitError(2, '--timeout bounds a wait; add --wait')
}

/** Without a limit the server's own is what bounds the wait. Throws an ExitError with code 2. */
function readSeconds(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY
  if (/^\d{1,6}(\.\d{1,3})?$/.test(text)) return Number(text)
  throw new ExitError(2, '--timeout must be a number of seconds')
}

type Turn<R> = { watched: Watched<R>; last: Look<R> | undefined }

/** The server counts whole seconds; what is left of the last one is slept here. */
async function lookWithin<R extends Asked & Pick<Response, 'headers'>>(
  { clock }: Context,
  { watched, last, leftMs }: Turn<R> & { leftMs: number },
): Promise<Look<R>> {
  const seconds = Math.min(stepSeconds, Math.floor(Math.max(leftMs, 0) / 1_000))
  if (last && seconds === 0) await clock.sleep(Math.max(leftMs, 0))
  return look({ clock }, { watched, last, seconds: last ? seconds : 0 })
}

/** Held back for `seconds` while all is as it was at the `last` look. */
async function look<R extends Asked & Pick<Response, 'headers'>>(
  { clock }: Pick<Context, 'clock'>,
  { watched, last, seconds }: Turn<R> & { seconds: number },
): Promise<Look<R>> {
  const header = { 'if-none-match': last?.etag, ...(seconds > 0 ? { prefer: `wait=${seconds}` } : {}) }
  const response = await watched.ask(header, seconds * 1_000 + answersWithinMs)
  // A proxy that drops the preference would make this a loop without a pause.
  if (seconds > 0 && !response.headers.has('Preference-Applied')) await clock.sleep(againAfterMs)
  if (last && response.status === 304) return last
  const seen = await answerOf(Promise.resolve(response))
  return { seen, etag: response.headers.get('ETag') ?? undefined }
}
