// What a tick does beside its claims: the sweep over settled stores, and the forgetting of old events.
import { isSweepDue, SweepOutage, sweep } from '../health/sweep.ts'
import { isRetentionDue, retain } from '../schedule/retention.ts'
import { beginOutage, connected, observeOptions, run, type TickDeps, type TickState } from './state.ts'

/** Looks once a tick whether a sweep is due, and once a second while other work makes the tick last. */
export async function startSweepWhenDue(state: TickState, deps: TickDeps): Promise<void> {
  const { sweep: turn, running } = state
  const nowMs = deps.clock.monotonicMs()
  const looksAgain = turn.lookedAtMs === null || (running.size > 0 && nowMs - turn.lookedAtMs >= 1_000)
  if (turn.runs || !looksAgain) return
  turn.lookedAtMs = nowMs
  if (!(await isSweepDue(deps))) return
  turn.runs = true
  run(state, deps, async () => {
    try {
      await sweep({ ...deps, connect: () => connected(state, deps) }, observeOptions)
    } catch (error) {
      if (!(error instanceof SweepOutage)) throw error
      await beginOutage(state, deps, error.safeMessage)
    } finally {
      turn.runs = false
    }
  })
}

/** Looks once a tick, and once a minute of a long one. */
export async function startRetentionWhenDue(state: TickState, deps: TickDeps): Promise<void> {
  const { lookedAtMs } = state.retention
  const nowMs = deps.clock.monotonicMs()
  if (lookedAtMs !== null && nowMs - lookedAtMs < 60_000) return
  state.retention.lookedAtMs = nowMs
  if (await isRetentionDue(deps)) run(state, deps, () => retain(deps))
}
