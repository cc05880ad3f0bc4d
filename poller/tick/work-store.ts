// The work on one leased store: decide from what was observed, act, settle; every end of it releases the lease.
import { setupComplete } from '../../shared/operations/index.ts'
import { text } from '../../shared/safe-text.ts'
import type { BusyStore } from '../../shared/stores/index.ts'
import { toWaiting } from '../../shared/stores/patches.ts'
import { act } from '../actions/act.ts'
import type { Outcome } from '../actions/outcome.ts'
import { type Lease, markProgress } from '../leases/index.ts'
import type { Observation } from '../observation.ts'
import { type Action, definitionOf, needsHelm } from '../operations/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import { handleError } from './handle-error.ts'
import { settle, type WorkResult } from './settle.ts'

export async function workStore(lease: Lease, seen: Observation | Error, deps: WorkDeps): Promise<WorkResult> {
  try {
    if (seen instanceof Error) throw seen
    return await settle(lease, await work(lease, seen, deps), deps)
  } catch (error) {
    return await handleError(lease, error, deps)
  }
}

/** Null when the lease was lost or its signal aborted. */
async function work(claimed: Lease, seen: Observation, deps: WorkDeps): Promise<Outcome | null> {
  const store = await recordPoisoned(claimed.store, deps)
  if (store === undefined) return null
  const lease = { ...claimed, store }
  const action = definitionOf(store.operation.kind).decide({ store, seen, limits: limitsOf(deps) })
  deps.log.debug({ store: store.id, action: action.do }, 'store.decided')
  if (claimed.store.queue === 'check' && needsHelm(action)) return awaitSlot(store)
  const outcome = lease.signal.aborted ? null : await act(lease, action, deps)
  return withEvidence(outcome && withSetup(outcome, { action, seen }), { lease, action, seen }, deps)
}

/** A poisoned removal goes on with pauses (the claim has set them), and says so before it may crash again. */
async function recordPoisoned(store: BusyStore, { database }: WorkDeps): Promise<BusyStore | undefined> {
  const message = definitionOf(store.operation.kind).describePoisoned(store)
  if (message === null) return store
  return markProgress(database, { store, patch: { operation: { message } }, events: [{ kind: 'note', message }] })
}

function limitsOf({ config }: WorkDeps) {
  return {
    provisioningTimeoutMs: config.provisioningTimeoutMs,
    pendingStaleMs: config.helmTimeoutMs + config.helmGraceMs,
  }
}

/** Helm has slots of its own: a store that turns out to need it is claimed again as soon as one is free. */
function awaitSlot(store: BusyStore): Outcome {
  const { helmStep } = definitionOf(store.operation.kind)
  return { store, patch: toWaiting({ step: helmStep, message: text`Waiting for a free Helm slot`, requeueAfterMs: 0 }) }
}

/** Recorded only while the release stays: a release that replaces it runs its own set-up. */
function withSetup(outcome: Outcome, { action, seen }: Omit<Worked, 'lease'>): Outcome {
  if (!seen.setupComplete || (action.do !== 'wait' && action.do !== 'fail')) return outcome
  const { patch } = outcome
  return { ...outcome, patch: { ...patch, operation: { ...patch.operation, checkpoint: setupComplete } } }
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
