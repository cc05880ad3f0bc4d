// The one place that reads this machine's clocks; everything else is handed a Clock.
import { setTimeout as delay } from 'node:timers/promises'

export type Clock = {
  /** Wall clock, milliseconds since 1970. For people and log lines; leases never use it. */
  nowMs(): number
  /** A clock that no correction of the time of day moves, in milliseconds since some start. */
  monotonicMs(): number
  /** Resolves after `ms`, or at once when `signal` aborts; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (ms, signal) => delay(ms, undefined, signal ? { signal } : {}).catch(() => undefined),
}
