// The work on one leased store: decide from what was observed, act, finish; every end of it gives the lease back.
import { DatabaseError } from '../../shared/database/database.ts'
import { describeError } from '../../shared/errors.ts'
import { ClusterError } from '../../shared/kubernetes/cluster-error.ts'
import type { Store } from '../../shared/stores/index.ts'
import { act, type Outcome } from '../actions/act.ts'
import { anotherTry } from '../actions/after-helm.ts'
import { type Action, decide, needsHelm, poisonousRemoval } from '../decide.ts'
import { finish, type Lease, markProgress, poisonAfter, release } from '../leases/index.ts'
import type { Observation } from '../observe.ts'
import type { WorkDeps } from '../work-deps.ts'

/** `outage`: the cluster went away meanwhile. `unfinished`: this store could not be worked on, and says why. */
export type WorkResult = 'worked' | 'dropped' | 'outage' | 'unfinished'

export async function workStore(lease: Lease, seen: Observation | Error, deps: WorkDeps): Promise<WorkResult> {
  const { store } = lease
  try {
    if (seen instanceof Error) throw seen
    await sayPoisoned(store, deps)
    const action = decide(store, seen, limitsOf(deps))
    deps.log.debug({ store: store.id, action: action.do }, 'store.decided')
    if (store.lane === 'check' && needsHelm(action)) return await settle(lease, store, toHelmLane(store), deps)
    const outcome = lease.signal.aborted ? null : await act(lease, store, action, deps)
    return await settle(lease, store, await withEvidence(outcome, action, store, seen, deps), deps)
  } catch (error) {
    return await explain(lease, store, error, deps)
  }
}

/** Loaded with the first store that fails by what was seen of it; where Helm failed, its own words are the evidence. */
async function withEvidence(
  outcome: Outcome | null,
  action: Action,
  store: Store,
  seen: Observation,
  deps: WorkDeps,
): Promise<Outcome | null> {
  if (outcome === null || action.do !== 'fail') return outcome
  const { freezeEvidence } = await import('../diagnostics/freeze.ts')
  const evidence = await freezeEvidence({ store, seen, failure: action }, deps)
  return { ...outcome, events: [...(outcome.events ?? []), ...evidence] }
}

/** Helm has slots of its own: a store that turns out to need it goes there, and is claimed again as soon as one is free. */
function toHelmLane({ status }: Store): Outcome {
  const step = status === 'DELETING' ? 'uninstall' : 'release'
  return { change: { step, progressMessage: 'Waiting for a free Helm', dueInMs: 0 } }
}

/** A poisonous removal goes on with pauses (the claim has set them), and says so before it may die again. */
async function sayPoisoned(store: Store, { database }: WorkDeps): Promise<void> {
  if (store.status !== 'DELETING' || store.expiredLeases < poisonAfter) return
  const message = poisonousRemoval(store)
  await markProgress(database, { store, change: { progressMessage: message }, events: [{ kind: 'note', message }] })
}

function limitsOf({ config }: WorkDeps) {
  return {
    provisioningTimeoutMs: config.provisioningTimeoutMs,
    pendingStaleMs: config.helmTimeoutMs + config.helmGraceMs,
  }
}

async function settle(lease: Lease, store: Store, outcome: Outcome | null, deps: WorkDeps): Promise<WorkResult> {
  const { database } = deps
  if (outcome === null || lease.signal.aborted) return drop(store, lease.signal.reason, deps)
  const { observedMs, lastObservedAt } = store
  const dueInMs = rhythmMs(store, outcome, deps)
  const change = { observedMs, lastObservedAt, dueInMs, ...outcome.change }
  const written = await finish(database, {
    store,
    change,
    reachedStep: outcome.reachedStep,
    events: outcome.events ?? [],
  })
  if (written === undefined) return drop(store, rowChanged, deps)
  logChange(store, written, deps)
  return 'worked'
}

const rowChanged = 'the row changed meanwhile'

/** Nothing is written but that the lease is free, where it is still ours. */
async function drop(store: Store, reason: unknown, { database, log }: WorkDeps): Promise<'dropped'> {
  log.info({ store: store.id, reason: reason ?? rowChanged }, 'store.result_dropped')
  await release(database, [store])
  return 'dropped'
}

const longestRemovalPauseMs = 60_000

/** One second after a change, then at doubling distance: as long as the last change is ago. */
export function rhythmMs(store: Store, { change }: Outcome, { config }: Pick<WorkDeps, 'config'>): number {
  const shortestMs = Math.min(1_000, config.pollIntervalMs)
  const changed =
    (change.step !== undefined && change.step !== store.step) ||
    (change.progressMessage !== undefined && change.progressMessage !== store.progressMessage)
  if (changed) return shortestMs
  const sinceChangeMs = (store.lastObservedAt ?? 0) - store.updatedAt
  return Math.min(Math.max(sinceChangeMs, shortestMs), longestPauseMs(store, sinceChangeMs, config.pollIntervalMs))
}

/** A removal that something holds is looked at ever more seldom: nobody waits at its end, and it may take days. */
function longestPauseMs({ status }: Store, sinceChangeMs: number, pollIntervalMs: number): number {
  if (status !== 'DELETING') return pollIntervalMs
  return Math.max(Math.min(sinceChangeMs / 4, longestRemovalPauseMs), pollIntervalMs)
}

function logChange(before: Store, after: Store, { log }: WorkDeps): void {
  const { id, requestId, status, step, progressMessage, failureCode, failureReason } = after
  const of = { store: id, request_id: requestId }
  if (status !== before.status) log.info({ ...of, status, failureCode, failureReason }, 'store.status')
  else if (step !== before.step) log.info({ ...of, step, message: progressMessage }, 'store.step')
}

/** A cluster or database that went away costs the store nothing; anything else is one more attempt, with its reason. */
async function explain(lease: Lease, store: Store, error: unknown, deps: WorkDeps): Promise<WorkResult> {
  const { database, log } = deps
  if (error instanceof DatabaseError && error.kind === 'unavailable') throw error
  if (error instanceof ClusterError && isOutage(error)) {
    await release(database, [store], outageMessage(error))
    return 'outage'
  }
  if (lease.signal.aborted) return drop(store, lease.signal.reason, deps)
  log.error({ store: store.id, error: describeError(error) }, 'store.work_failed')
  const { change, events } = anotherTry(`Work at the step ${store.step}`, describeError(error), '', store, deps)
  const written = await finish(database, { store, change, events: events ?? [] })
  return written === undefined ? drop(store, rowChanged, deps) : 'unfinished'
}

export function isOutage({ kind }: ClusterError): boolean {
  return kind !== 'not_found' && kind !== 'conflict' && kind !== 'refused' && kind !== 'terminating'
}

export function outageMessage(error: ClusterError): string {
  return `Waiting for the cluster: ${error.message}`
}
