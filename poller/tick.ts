// One tick: claim what is due, work it, until nothing is due or the time is up.
import type { Clock } from '../shared/clock.ts'
import type { PollerConfig } from '../shared/config/poller-config.ts'
import type { Database } from '../shared/database/database.ts'
import { describeError } from '../shared/errors.ts'
import type { Log } from '../shared/log.ts'
import type { Store } from '../shared/stores/index.ts'
import { ClusterError } from './cluster/cluster-error.ts'
import { countObserved } from './count-observed.ts'
import type { Heartbeat } from './heartbeat.ts'
import { claim, isPoisoned, keepLeases, type Lane, type Lease, type LeaseKeeper, release } from './leases/index.ts'
import { observe, unseen } from './observe.ts'
import { isRetentionDue, retain } from './retention.ts'
import { isSweepDue, sweep } from './sweep.ts'
import type { WorkDeps } from './work-deps.ts'
import { isOutage, outageMessage, workStore } from './work-store.ts'

export type TickDeps = {
  database: Database
  config: PollerConfig
  holder: string
  clock: Clock
  log: Log
  heartbeat: Heartbeat
  /** Loads Helm and the Kubernetes client, and probes the cluster; called once a tick, and only when a row needs it. */
  connect: () => Promise<WorkDeps>
  /** Aborts when the poller is to stop. */
  stop: AbortSignal
}
export type TickReport = {
  claimed: number
  unfinished: number
  /** Why the cluster could not be worked with, or null. */
  outage: string | null
}

/** How many stores are looked at together where no Helm is needed. */
const checkSlots = 100

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
  await Promise.all(state.running)
  disarm()
  state.keeper.close()
  if (state.failure !== null) throw state.failure
  return state.report
}

async function claimUntilDone(state: TickState, deps: TickDeps, untilMs: number): Promise<void> {
  const { clock, stop, heartbeat } = deps
  while (!stop.aborted && clock.monotonicMs() < untilMs && !state.ended) {
    await heartbeat.beatWhenOld()
    const claimed = await claimDue(state, deps)
    await startSweepWhenDue(state, deps)
    await startRetentionWhenDue(state, deps)
    if (claimed > 0) continue
    if (state.running.size === 0) break
    await Promise.race([...state.running, clock.sleep(1_000, stop)])
  }
}

type TickState = {
  keeper: LeaseKeeper
  free: Record<Lane, number>
  running: Set<Promise<void>>
  report: TickReport
  connection: { made: Promise<WorkDeps>; atMs: number } | null
  sweep: { runs: boolean; lookedAtMs: number | null }
  retention: { lookedAtMs: number | null }
  ended: boolean
  failure: unknown
}

function openTick({ database, config, holder, clock, log }: TickDeps): TickState {
  return {
    keeper: keepLeases({ database, holder, ttlMs: config.leaseTtlMs, graceMs: config.helmGraceMs, clock, log }),
    free: { install: config.installSlots, uninstall: config.uninstallSlots, check: checkSlots },
    running: new Set(),
    report: { claimed: 0, unfinished: 0, outage: null },
    connection: null,
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
  const { database, config, holder, clock } = deps
  const sentAtMs = clock.monotonicMs()
  const stores = await claim(database, { holder, ttlMs: config.leaseTtlMs, free: state.free })
  if (stores.length === 0) return 0
  state.report.claimed += stores.length
  const leases = stores.map((store) => state.keeper.hold(countObserved(store, config.leaseTtlMs), sentAtMs))
  for (const store of stores) state.free[laneOf(store)]--
  run(state, deps, () => workChunk(leases, state, deps))
  return stores.length
}

/** Every failure is kept for the end of the tick, so that what runs beside it ends in order. */
function run(state: TickState, { log }: TickDeps, action: () => Promise<void>): void {
  const running = action()
    .catch((error: unknown) => {
      log.debug({ error: describeError(error) }, 'tick.part_failed')
      state.failure ??= error
      state.ended = true
    })
    .finally(() => state.running.delete(running))
  state.running.add(running)
}

async function workChunk(leases: Lease[], state: TickState, deps: TickDeps): Promise<void> {
  const waiting = new Set(leases)
  try {
    const work = await connected(state, deps)
    const seen = await look(leases, work)
    const ends = leases.map(async (lease) => {
      waiting.delete(lease)
      try {
        await note(state, deps, await workStore(lease, seen.get(lease.store.id) ?? unseen, work))
      } finally {
        letGo(lease, state)
      }
    })
    await allEnded(ends)
  } catch (error) {
    await giveBack([...waiting], error, deps)
    if (!(error instanceof ClusterError)) throw error
    await endByOutage(state, deps, outageMessage(error))
  } finally {
    for (const lease of waiting) letGo(lease, state)
  }
}

/** Rejects with the first failure, but only once nothing runs any more. */
async function allEnded(ends: Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(ends)).find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
}

/** A poisonous store is not even looked at: whatever ended five pollers may lie in what they saw. */
function look(leases: Lease[], work: WorkDeps): ReturnType<typeof observe> {
  const stores = leases.map(({ store }) => store).filter((store) => !isPoisoned(store))
  return observe(stores, observeOptions(work))
}

/** A tick that goes on for longer asks anew: the cluster may have gone, or grown too slow for a Helm. */
const probeHoldsMs = 10_000

/** One probe a tick, or one every ten seconds of it. */
async function connected(state: TickState, deps: TickDeps): Promise<WorkDeps> {
  const nowMs = deps.clock.monotonicMs()
  if (state.connection && nowMs - state.connection.atMs < probeHoldsMs) return state.connection.made
  state.connection = { made: deps.connect(), atMs: nowMs }
  const work = await state.connection.made
  await deps.heartbeat.clusterAnswered()
  return work
}

function observeOptions({ cluster, installation, config }: WorkDeps) {
  const { urlProbe, probeAddress } = config
  return {
    cluster,
    installation,
    probe: {
      on: urlProbe !== 'off',
      insecure: urlProbe === 'insecure',
      address: probeAddress,
      timeoutMs: 5_000,
      atOnce: 20,
    },
  }
}

async function note(state: TickState, deps: TickDeps, result: Awaited<ReturnType<typeof workStore>>): Promise<void> {
  if (result === 'unfinished') state.report.unfinished++
  if (result === 'outage')
    await endByOutage(state, deps, 'Waiting for the cluster: it went away while a store was worked on')
}

async function endByOutage(state: TickState, { heartbeat }: TickDeps, message: string): Promise<void> {
  state.ended = true
  state.report.outage ??= message
  await heartbeat.clusterFailed(message)
}

async function giveBack(leases: Lease[], error: unknown, { database }: TickDeps): Promise<void> {
  const stores = leases.map(({ store }) => store)
  await release(database, stores, error instanceof ClusterError && isOutage(error) ? outageMessage(error) : undefined)
}

function letGo(lease: Lease, { keeper, free }: TickState): void {
  keeper.drop(lease)
  free[laneOf(lease.store)]++
}

/** As it was when it was claimed, whatever step the store has come to since. */
function laneOf({ lane }: Store): Lane {
  return lane ?? 'check'
}

/** Looks once a tick whether a sweep is due, and once a second while other work makes the tick last. */
async function startSweepWhenDue(state: TickState, deps: TickDeps): Promise<void> {
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
      if (!(error instanceof ClusterError)) throw error
      await endByOutage(state, deps, outageMessage(error))
    } finally {
      turn.runs = false
    }
  })
}

/** Looks once a tick, and once a minute of a long one. */
async function startRetentionWhenDue(state: TickState, deps: TickDeps): Promise<void> {
  const { lookedAtMs } = state.retention
  const nowMs = deps.clock.monotonicMs()
  if (lookedAtMs !== null && nowMs - lookedAtMs < 60_000) return
  state.retention.lookedAtMs = nowMs
  if (await isRetentionDue(deps)) run(state, deps, () => retain(deps))
}
