// Counts what the server refuses before the API has seen it, and tells the log of it within a bound.
import type { Counter } from 'prom-client'
import type { Clock } from '../../shared/clock.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { Log } from '../../shared/log.ts'

/** The code that its client is told, or which bound closed a connection without an answer. */
export type RefusalReason = ErrorCode | 'connection_limit' | 'unread_limit'

/** Those that occur: each is a series from the start, so that its first increase is seen. */
export const refusalReasons = [
  'invalid_request',
  'method_not_allowed',
  'request_timeout',
  'body_too_large',
  'unsupported_media_type',
  'expectation_failed',
  'headers_too_large',
  'internal',
  'connection_limit',
  'unread_limit',
] as const satisfies RefusalReason[]

type Options = { counter: Counter; log: Log; clock: Clock; stopping: AbortSignal }

const tellEveryMs = 60_000

/** For each reason a line at once, then one a minute that says how many there were meanwhile, until there are none. */
export function noteRefusals(options: Options): (reason: RefusalReason) => void {
  const untold = new Map<RefusalReason, number>()
  return (reason) => {
    options.counter.inc({ reason })
    const count = untold.get(reason)
    untold.set(reason, (count ?? -1) + 1)
    if (count !== undefined) return
    options.log.info({ reason, count: 1 }, 'request.refused')
    void tellMore(options, untold, reason)
  }
}

async function tellMore({ log, clock, stopping }: Options, untold: Map<RefusalReason, number>, reason: RefusalReason) {
  while (!stopping.aborted) {
    await clock.sleep(tellEveryMs, stopping)
    const count = untold.get(reason) ?? 0
    if (count > 0) log.info({ reason, count }, 'request.refused')
    untold.set(reason, 0)
    if (count === 0 && !stopping.aborted) return void untold.delete(reason)
  }
}
