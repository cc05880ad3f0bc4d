// A turn of the loop counts as a sign of life, unless some work has taken longer than all its deadlines together.
import type { TickDeps, TickState } from './state.ts'

/** Each step of the work has a deadline of its own; none is near this, whatever was configured. */
const stuckAfterMs = 600_000

export function beatUnlessStuck({ workBeganMs }: TickState, { liveness, clock, config }: TickDeps): void {
  const oldestMs = Math.min(...[...workBeganMs].map(({ atMs }) => atMs))
  if (clock.monotonicMs() - oldestMs < stuckAfterMs + config.leaseTtlMs || workBeganMs.size === 0) liveness.beat()
}
