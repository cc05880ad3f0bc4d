// A line before a lock that others may hold: only the first in it tries again, those behind it wait without trying.
import type { Clock } from '../clock.ts'

export type SerialQueue = <T>(attempt: () => T) => Promise<T>

export type SerialQueueOptions = {
  clock: Clock
  random: () => number
  /** How long one who waits may take, from joining the line. */
  patienceMs: number
  isBusy: (error: unknown) => boolean
}

const longestPauseMs = 50

/**
 * First come, first served. Each attempt at a held lock blocks the process for the busy timeout; were all who wait to
 * try for themselves, a hundred requests would freeze the event loop for seconds.
 */
export function createSerialQueue({ clock, random, patienceMs, isBusy }: SerialQueueOptions): SerialQueue {
  let lastTurn: Promise<unknown> = Promise.resolve()
  let busy: { error: unknown } | undefined
  const waitForTurn = async <T>(attempt: () => T, untilMs: number): Promise<T> => {
    for (let tries = 0; ; tries++) {
      // Whoever stood before has just been refused: asking once more would only block.
      if (busy && clock.monotonicMs() >= untilMs) throw busy.error
      try {
        const result = attempt()
        busy = undefined
        return result
      } catch (error) {
        busy = isBusy(error) ? { error } : undefined
        if (!busy) throw error
      }
      await clock.sleep(Math.min(2 ** tries, longestPauseMs) * (0.5 + random()))
    }
  }
  return (attempt) => {
    const untilMs = clock.monotonicMs() + patienceMs
    const turn = lastTurn.then(() => waitForTurn(attempt, untilMs))
    lastTurn = turn.catch(() => undefined)
    return turn
  }
}
