// Works the stores of one claim: looks at them together, works each by itself, and gives every lease back.
import { ClusterError } from '../../shared/kubernetes/cluster-error.ts'
import { isPoisoned, type Lease, release } from '../leases/index.ts'
import { observe, unseen } from '../observe.ts'
import type { WorkDeps } from '../work-deps.ts'
import { connected, endByOutage, laneOf, observeOptions, type TickDeps, type TickState } from './state.ts'
import { isOutage, outageMessage, workStore } from './work-store.ts'

export async function workChunk(leases: Lease[], state: TickState, deps: TickDeps): Promise<void> {
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

async function note(state: TickState, deps: TickDeps, result: Awaited<ReturnType<typeof workStore>>): Promise<void> {
  if (result === 'unfinished') state.report.unfinished++
  if (result === 'outage')
    await endByOutage(state, deps, 'Waiting for the cluster: it went away while a store was worked on')
}

async function giveBack(leases: Lease[], error: unknown, { database }: TickDeps): Promise<void> {
  const stores = leases.map(({ store }) => store)
  await release(database, stores, error instanceof ClusterError && isOutage(error) ? outageMessage(error) : undefined)
}

function letGo(lease: Lease, { keeper, free }: TickState): void {
  keeper.drop(lease)
  free[laneOf(lease.store)]++
}
