// A clock that the test moves on.
import { type Clock, systemClock } from '../../shared/clock.ts'

export function movableClock(): { clock: Clock; pass(ms: number): void } {
  let passedMs = 0
  const clock = { ...systemClock, monotonicMs: () => systemClock.monotonicMs() + passedMs }
  return {
    clock,
    pass: (ms) => {
      passedMs += ms
    },
  }
}
