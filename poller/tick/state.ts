// What the parts of one tick share: its slots and leases, what runs, the one connection, and how it ends.
import type { Clock } from '../../shared/clock.ts'
import type { PollerConfig } from '../../shared/config/poller-config.ts'
import type { Database } from '../../shared/database/database.ts'
import { describeError } from '../../shared/errors.ts'
import { ClusterError } from '../../shared/kubernetes/cluster-error.ts'
import type { Log } from '../../shared/log.ts'
import type { SafeText } from '../../shared/safe-text.ts'
import type { LeaseKeeper, Served, Slots } from '../leases/index.ts'
import type { Heartbeat } from '../process/heartbeat.ts'

import type { Liveness } from '../process/liveness.ts'
import type { WorkDeps } from '../work-deps.ts'

export type TickDeps = {
  database: Database
  config: PollerConfig
  holder: string
  served: Served
  clock: Clock
  log: Log
  heartbeat: Heartbeat
  liveness: Pick<Liveness, 'beat'>
  /** Loads Helm and the Kubernetes client, and probes the cluster; called once a tick, and only when a row needs it. */
  connect: () => Promise<WorkDeps>
  /** Called where an outage of the cluster begins or ends while the tick goes on; `report.outage` says which. */
  onOutage?: (report: TickReport) => void
  /** Aborts when the poller is to stop. */
  stop: AbortSignal
}
export type TickReport = {
  claimed: number
  /** Stores that could not be processed; the row of each says why. */
  failedAttempts: number
  /** Why the cluster cannot be worked with, or null. */
  outage: SafeText | null
}

export type TickState = {
  keeper: LeaseKeeper
  free: Slots
  running: Set<Promise<void>>
  /** When the work on each claim began, by the monotonic clock. */
  workBeganMs: Set<{ atMs: number }>
  report: TickReport
  connection: { made: Promise<WorkDeps>; atMs: number } | null
  /** How often the outage was looked at. */
  outageLooks: number
  sweep: { runs: boolean; lookedAtMs: number | null }
  retention: { lookedAtMs: number | null }
  ended: boolean
  failure: unknown
}

/** Every failure is kept for the end of the tick, so that what runs beside it ends in order. */
export function run(state: TickState, { log }: TickDeps, action: () => Promise<void>): void {
  const running = action()
    .catch((error: unknown) => {
      log.debug({ error: describeError(error) }, 'tick.part_failed')
      state.failure ??= error
      state.ended = true
    })
    .finally(() => state.running.delete(running))
  state.running.add(running)
}

/** A tick that goes on for longer asks anew: the cluster may have gone, or grown too slow for a Helm. */
const probeHoldsMs = 10_000

/** One probe a tick, or one every ten seconds of it. */
export async function connected(state: TickState, deps: TickDeps): Promise<WorkDeps> {
  const nowMs = deps.clock.monotonicMs()
  if (state.connection && nowMs - state.connection.atMs < probeHoldsMs) return state.connection.made
  state.connection = { made: deps.connect(), atMs: nowMs }
  const work = await state.connection.made
  await deps.heartbeat.clusterAnswered()
  return work
}

export function observeOptions({ cluster, installation, config }: WorkDeps) {
  const { urlProbe, probeAddress } = config
  return {
    cluster,
    installation,
    limits: config.readinessLimits,
    probe: {
      on: urlProbe !== 'off',
      insecure: urlProbe === 'insecure',
      address: probeAddress,
      timeoutMs: 5_000,
      atOnce: 20,
    },
  }
}

/** Nothing is claimed until the cluster answers again, or nothing runs any more. */
export async function beginOutage(state: TickState, deps: TickDeps, message: SafeText): Promise<void> {
  state.connection = null
  if (state.report.outage === null) {
    state.report.outage = message
    deps.onOutage?.(state.report)
  }
  await deps.heartbeat.clusterFailed(message)
}

/** Looks whether the cluster answers again. Rejects where it is another one than this database's. */
export async function endOutage(state: TickState, deps: TickDeps): Promise<void> {
  try {
    await connected(state, deps)
  } catch (error) {
    state.connection = null
    if (!(error instanceof ClusterError)) throw error
    return
  }
  state.outageLooks = 0
  state.report.outage = null
  deps.onOutage?.(state.report)
}
