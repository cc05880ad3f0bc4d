// Works on the stores of one claim: observes them together, works on each by itself, and releases every lease.
import { combineRedactors } from '../../shared/credentials.ts'
import { ClusterError } from '../../shared/kubernetes/cluster-error.ts'
import { isOutage, outageMessage, safeError } from '../cluster-outage.ts'
import { type Lease, release } from '../leases/index.ts'
import { emptyObservation } from '../observation.ts'
import { observe } from '../observe.ts'
import { isGivenUp } from '../operations/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import type { WorkResult } from './settle.ts'
import { beginOutage, connected, observeOptions, type TickDeps, type TickState } from './state.ts'
import { workStore } from './work-store.ts'

export async function workChunk(leases: Lease[], state: TickState, deps: TickDeps): Promise<void> {
  const waiting = new Set(leases)
  try {
    const work = await connected(state, deps)
    const seen = await look(leases, work)
    const ends = leases.map(async (lease) => {
      waiting.delete(lease)
      try {
        await recordResult(state, deps, await workStore(lease, seen.get(lease.store.id) ?? emptyObservation, work))
      } finally {
        releaseSlot(lease, state)
      }
    })
    await allEnded(ends)
  } catch (error) {
    await releaseAll(leases, [...waiting], error, deps)
    if (!(error instanceof ClusterError)) throw safeError(error, redactorOf(leases))
    await beginOutage(state, deps, outageMessage(error.message, redactorOf(leases)))
  } finally {
    for (const lease of waiting) releaseSlot(lease, state)
  }
}

/** Rejects with the first failure, but only once nothing runs any more. */
async function allEnded(ends: Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(ends)).find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
}

/** A poisoned store that is to fail is not observed: what crashed five pollers may lie in what they saw. */
function look(leases: Lease[], work: WorkDeps): ReturnType<typeof observe> {
  const stores = leases.map(({ store }) => store).filter((store) => !isGivenUp(store))
  return observe(stores, observeOptions(work))
}

async function recordResult(state: TickState, deps: TickDeps, result: WorkResult): Promise<void> {
  if (result === 'failed_attempt') state.report.failedAttempts++
  if (typeof result === 'object') await beginOutage(state, deps, result.outage)
}

async function releaseAll(all: Lease[], waiting: Lease[], error: unknown, { database }: TickDeps): Promise<void> {
  const stores = waiting.map(({ store }) => store)
  const outage = error instanceof ClusterError && isOutage(error)
  await release(database, stores, outage ? outageMessage(error.message, redactorOf(all)) : undefined)
}

/** What the cluster says of all of them may hold what belongs to any. */
function redactorOf(leases: Lease[]) {
  return combineRedactors(leases.map(({ redact }) => redact))
}

function releaseSlot(lease: Lease, { keeper, free }: TickState): void {
  keeper.drop(lease)
  free[lease.store.queue ?? 'check']++
}
