// The work on one leased store: decide from what was observed, act, finish; every end of it releases the lease.
import { DatabaseError } from '../../shared/database/database.ts'
import { describeError } from '../../shared/errors.ts'
import { ClusterError } from '../../shared/kubernetes/cluster-error.ts'
import { ownWords, type Redact, type SafeText, text } from '../../shared/safe-text.ts'
import type { BusyStore } from '../../shared/stores/index.ts'
import { toWaiting } from '../../shared/stores/patches.ts'
import { act } from '../actions/act.ts'
import type { Outcome } from '../actions/outcome.ts'
import { scheduleRetry } from '../actions/schedule-retry.ts'
import { finish, type Lease, markProgress, release } from '../leases/index.ts'
import type { Observation } from '../observation.ts'
import { type Action, definitionOf, needsHelm } from '../operations/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import { requeueAfterMs } from './requeue-after.ts'

/** `outage`: the cluster went away meanwhile. `failed_attempt`: this store could not be processed, and its row says why. */
export type WorkResult = 'worked' | 'dropped' | 'failed_attempt' | { outage: SafeText }

export async function workStore(lease: Lease, seen: Observation | Error, deps: WorkDeps): Promise<WorkResult> {
  const { store } = lease
  try {
    if (seen instanceof Error) throw seen
    await recordPoisoned(store, deps)
    const action = definitionOf(store.operation.kind).decide({ store, seen, limits: limitsOf(deps) })
    deps.log.debug({ store: store.id, action: action.do }, 'store.decided')
    if (store.queue === 'check' && needsHelm(action)) return await settle(lease, awaitSlot(store), deps)
    const outcome = lease.signal.aborted ? null : await act(lease, action, deps)
    return await settle(lease, await withEvidence(outcome, { lease, action, seen }, deps), deps)
  } catch (error) {
    return await handleError(lease, error, deps)
  }
}

type Worked = { lease: Lease; action: Action; seen: Observation }

/** Loaded with the first store that fails by what was seen of it; where Helm failed, its own words are the evidence. */
async function withEvidence(
  outcome: Outcome | null,
  { lease, action, seen }: Worked,
  deps: WorkDeps,
): Promise<Outcome | null> {
  if (outcome === null || action.do !== 'fail') return outcome
  const { collectDiagnostics } = await import('../diagnostics/collect-diagnostics.ts')
  const evidence = await collectDiagnostics({ lease, seen, failure: action }, deps)
  return { ...outcome, events: [...(outcome.events ?? []), ...evidence] }
}

/** Helm has slots of its own: a store that turns out to need it is claimed again as soon as one is free. */
function awaitSlot({ operation }: BusyStore): Outcome {
  const { helmStep } = definitionOf(operation.kind)
  return { patch: toWaiting({ step: helmStep, message: text`Waiting for a free Helm slot`, dueInMs: 0 }) }
}

/** A poisoned removal goes on with pauses (the claim has set them), and says so before it may crash again. */
async function recordPoisoned(store: BusyStore, { database }: WorkDeps): Promise<void> {
  const message = definitionOf(store.operation.kind).describePoisoned(store)
  if (message === null) return
  await markProgress(database, { store, patch: { operation: { message } }, events: [{ kind: 'note', message }] })
}

function limitsOf({ config }: WorkDeps) {
  return {
    provisioningTimeoutMs: config.provisioningTimeoutMs,
    pendingStaleMs: config.helmTimeoutMs + config.helmGraceMs,
  }
}

async function settle(lease: Lease, outcome: Outcome | null, deps: WorkDeps): Promise<WorkResult> {
  const { store } = lease
  if (outcome === null || lease.signal.aborted) return drop(store, lease.signal.reason, deps)
  const { observedMs, lastObservedAt } = store.operation
  const patch = {
    store: outcome.patch.store ?? {},
    operation: { observedMs, lastObservedAt, ...outcome.patch.operation },
    dueInMs: outcome.patch.dueInMs ?? requeueAfterMs(store, outcome.patch, deps.config),
  }
  const { reachedStep, events = [] } = outcome
  if (!(await finish(deps.database, { store, patch, reachedStep, events }))) return drop(store, rowChanged, deps)
  logChange(store, outcome, deps)
  return 'worked'
}

const rowChanged = 'the row changed meanwhile'

/** Nothing is written but that the lease is free, where it is still ours. */
async function drop(store: BusyStore, reason: unknown, { database, log }: WorkDeps): Promise<'dropped'> {
  log.info({ store: store.id, operation: store.operation.id, reason: reason ?? rowChanged }, 'store.result_dropped')
  await release(database, [store])
  return 'dropped'
}

function logChange({ id, status, operation }: BusyStore, { patch }: Outcome, { log }: WorkDeps): void {
  const { status: newStatus, failureCode, failureReason } = patch.store ?? {}
  const { step, message } = patch.operation ?? {}
  const fields = { store: id, operation: operation.id, request_id: operation.requestId }
  if (newStatus !== undefined && newStatus !== status)
    log.info({ ...fields, status: newStatus, failureCode, failureReason }, 'store.status')
  else if (step !== undefined && step !== operation.step) log.info({ ...fields, step, message }, 'store.step')
}

/** A cluster or database that went away costs the store nothing; anything else is one more attempt, with its reason. */
async function handleError(lease: Lease, error: unknown, deps: WorkDeps): Promise<WorkResult> {
  const { store, redact } = lease
  const { database, log } = deps
  if (error instanceof DatabaseError && error.kind === 'unavailable') throw error
  if (error instanceof ClusterError && isOutage(error)) {
    const outage = outageMessage(error, redact)
    await release(database, [store], outage)
    return { outage }
  }
  if (lease.signal.aborted) return drop(store, lease.signal.reason, deps)
  const why = describeError(error)
  log.error({ store: store.id, operation: store.operation.id, error: redact(why) }, 'store.work_failed')
  const what = text`Work at the step ${ownWords(store.operation.step)}`
  const { patch, reachedStep, events = [] } = scheduleRetry(lease, { what, why }, deps)
  const isWritten = await finish(database, { store, patch, reachedStep, events })
  return isWritten ? 'failed_attempt' : drop(store, rowChanged, deps)
}

export function isOutage({ kind }: ClusterError): boolean {
  return kind !== 'not_found' && kind !== 'conflict' && kind !== 'refused' && kind !== 'terminating'
}

export function outageMessage(error: ClusterError, redact: Redact): SafeText {
  return redact(`Waiting for the cluster: ${error.message}`)
}
