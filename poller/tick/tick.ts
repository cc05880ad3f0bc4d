// One tick: claim what is due, work it, until nothing is due or the time is up.
import { bindRedactor } from '../../shared/credentials.ts'
import type { BusyStore } from '../../shared/stores/index.ts'
import { outagePauseMs } from '../cluster-outage.ts'
import { claim, keepLeases } from '../leases/index.ts'
import { countObserved } from './count-observed.ts'
import { firstEnd } from './first-end.ts'
import { startRetentionWhenDue, startSweepWhenDue } from './maintenance.ts'
import { endOutage, run, type TickDeps, type TickReport, type TickState } from './state.ts'
import { workChunk } from './work-chunk.ts'

/** How many stores are looked at together where no Helm is needed. */
const checkSlots = 100
/** Each step of the work has a deadline of its own; none is near this, whatever was configured. */
const stuckAfterMs = 600_000

/** `untilMs` on the monotonic clock. Rejects with an ExitError where the cluster is not this database's. */
export async function tick(deps: TickDeps, { untilMs }: { untilMs: number }): Promise<TickReport> {
  const state = openTick(deps)
  deps.heartbeat.countTick()
  const disarm = stopGently(state, deps)
  try {
    await claimUntilDone(state, deps, untilMs)
  } catch (error) {
    state.failure ??= error
  }
  // Whatever ended the claims: what still runs needs its leases kept, and ends in order.
  await allEnded(state, deps)
  disarm()
  state.keeper.close()
  if (state.failure !== null) throw state.failure
  return state.report
}

async function claimUntilDone(state: TickState, deps: TickDeps, untilMs: number): Promise<void> {
  const { clock, stop, heartbeat } = deps
  while (!stop.aborted && clock.monotonicMs() < untilMs && !state.ended) {
    beatUnlessStuck(state, deps)
    await heartbeat.beatWhenOld()
    if (state.report.outage !== null) {
      if (await isRunOut(state, deps)) break
      await endOutage(state, deps)
      continue
    }
    const claimed = await claimDue(state, deps)
    await startSweepWhenDue(state, deps)
    await startRetentionWhenDue(state, deps)
    if (claimed > 0) continue
    if (state.running.size === 0) break
    await firstEnd(state.running, { clock, ms: 1_000, stop })
  }
}

/** In an outage. What runs, such as a Helm, may hang for long, and holds up the rest no longer than the cluster does. */
async function isRunOut(state: TickState, { clock, stop }: TickDeps): Promise<boolean> {
  state.outageLooks++
  await firstEnd([Promise.all(state.running)], { clock, ms: outagePauseMs(state.outageLooks), stop })
  return state.running.size === 0 || stop.aborted
}

/** An outage may end the claims long before a Helm has ended. */
async function allEnded(state: TickState, deps: TickDeps): Promise<void> {
  while (state.running.size > 0) {
    beatUnlessStuck(state, deps)
    await firstEnd(state.running, { clock: deps.clock, ms: 1_000 })
  }
}

/** A turn of the loop is a heartbeat, unless some work has taken longer than all its deadlines together. */
function beatUnlessStuck({ workBeganMs }: TickState, { liveness, clock, config }: TickDeps): void {
  const oldestMs = Math.min(...[...workBeganMs].map(({ atMs }) => atMs))
  if (clock.monotonicMs() - oldestMs < stuckAfterMs + config.leaseTtlMs || workBeganMs.size === 0) liveness.beat()
}

function openTick({ database, config, holder, clock, log }: TickDeps): TickState {
  const { leaseTtlMs: ttlMs, helmGraceMs: graceMs, secretKeys } = config
  const redactorOf = (store: BusyStore) => bindRedactor(store, secretKeys)
  return {
    keeper: keepLeases({ database, holder, ttlMs, graceMs, redactorOf, clock, log }),
    free: { helm_install: config.installSlots, helm_remove: config.uninstallSlots, check: checkSlots },
    running: new Set(),
    workBeganMs: new Set(),
    report: { claimed: 0, failedAttempts: 0, outage: null },
    connection: null,
    outageLooks: 0,
    sweep: { runs: false, lookedAtMs: null },
    retention: { lookedAtMs: null },
    ended: false,
    failure: null,
  }
}

/** After the signal, running steps have the grace to end by themselves; then their Helm is stopped. */
function stopGently({ keeper }: TickState, { stop, clock, config }: TickDeps): () => void {
  const done = new AbortController()
  const onStop = () =>
    void clock.sleep(config.helmGraceMs / 2, done.signal).then(() => keeper.abortAll('the poller stops'))
  stop.addEventListener('abort', onStop, { once: true })
  return () => {
    stop.removeEventListener('abort', onStop)
    done.abort()
  }
}

async function claimDue(state: TickState, deps: TickDeps): Promise<number> {
  const { database, config, holder, served, clock } = deps
  const sentAtMs = clock.monotonicMs()
  const stores = await claim(database, { holder, ttlMs: config.leaseTtlMs, free: state.free, served })
  if (stores.length === 0) return 0
  state.report.claimed += stores.length
  const leases = stores.map((store) => state.keeper.hold(countObserved(store, config.leaseTtlMs), sentAtMs))
  for (const store of stores) state.free[store.queue ?? 'check']--
  const work = { atMs: sentAtMs }
  state.workBeganMs.add(work)
  run(state, deps, () => workChunk(leases, state, deps).finally(() => state.workBeganMs.delete(work)))
  return stores.length
}
