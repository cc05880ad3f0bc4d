// One look at the database for all who wait for something there, again and again while anybody does.
import type { Clock } from '../../../shared/clock.ts'
import { describeError } from '../../../shared/errors.ts'
import type { Log } from '../../../shared/log.ts'

export type SharedPoll<W> = {
  /** Adds one who waits; call what it returns when that is over. */
  join(waiter: W): () => void
}

export type SharedPollOptions<W> = {
  clock: Clock
  log: Log
  /** Looks once, for all of them. What it throws is logged, and the next look comes all the same. */
  look(waiters: ReadonlySet<W>): Promise<void>
  /** The last one has left. */
  left?(): void
}

const everyMs = 250

export function openSharedPoll<W>(options: SharedPollOptions<W>): SharedPoll<W> {
  const waiters = new Set<W>()
  let running = false
  const run = async () => {
    running = true
    while (waiters.size > 0) {
      await lookOnce(options, waiters)
      await options.clock.sleep(everyMs)
    }
    running = false
    options.left?.()
  }
  return {
    join: (waiter) => {
      waiters.add(waiter)
      if (!running) void run()
      return () => waiters.delete(waiter)
    },
  }
}

async function lookOnce<W>({ look, log }: SharedPollOptions<W>, waiters: Set<W>): Promise<void> {
  try {
    await look(waiters)
  } catch (error) {
    log.warn({ error: describeError(error) }, 'changes.poll_failed')
  }
}
