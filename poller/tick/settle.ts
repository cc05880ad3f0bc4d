// Writes what came of the work on a store and releases its lease, or releases it alone where the result no longer counts.
import type { SafeText } from '../../shared/safe-text.ts'
import type { BusyStore } from '../../shared/stores/index.ts'
import type { Outcome } from '../actions/outcome.ts'
import { finish, type Lease, release } from '../leases/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import { chooseRequeueAfterMs } from './requeue-after.ts'

/** `outage`: the cluster went away meanwhile. `failed_attempt`: this store could not be processed, and its row says why. */
export type WorkResult = 'worked' | 'dropped' | 'failed_attempt' | { outage: SafeText }

/** An outcome of null is of work that was stopped. */
export async function settle(lease: Lease, outcome: Outcome | null, deps: WorkDeps): Promise<'worked' | 'dropped'> {
  if (outcome === null || lease.signal.aborted) return drop(lease, deps)
  const { store, reachedStep, events = [] } = outcome
  const requeueAfterMs = outcome.patch.requeueAfterMs ?? chooseRequeueAfterMs(lease.store, outcome.patch, deps.config)
  const patch = { ...outcome.patch, requeueAfterMs }
  if (!(await finish(deps.database, { store, patch, reachedStep, events }))) return drop(lease, deps)
  logChange(lease.store, outcome, deps)
  return 'worked'
}

/** Nothing is written but that the lease is free, where it is still ours. */
export async function drop({ store, signal }: Lease, { database, log }: WorkDeps): Promise<'dropped'> {
  const reason = signal.aborted ? signal.reason : 'the row changed meanwhile'
  log.info({ store: store.id, operation: store.operation.id, reason }, 'store.result_dropped')
  await release(database, [store])
  return 'dropped'
}

function logChange({ id, status, operation }: BusyStore, { patch }: Outcome, { log }: WorkDeps): void {
  const { status: newStatus, failureCode, failureReason } = patch.store ?? {}
  const { step, message } = patch.operation ?? {}
  const fields = { store: id, operation: operation.id, request_id: operation.requestId }
  if (newStatus !== undefined && newStatus !== status)
    log.info({ ...fields, status: newStatus, failure_code: failureCode, failure_reason: failureReason }, 'store.status')
  else if (step !== undefined && step !== operation.step) log.info({ ...fields, step, message }, 'store.step')
}
