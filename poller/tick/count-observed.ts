// The provisioning clock: it runs while a poller watches, and the timeout counts it.
import type { BusyStore } from '../../shared/stores/index.ts'

const longestGapMs = 90_000

/**
 * The store with the time since its last observation added, at most 90 s of it. For a step that needs Helm, the time it
 * waited for a slot is left out. `claimedAt` by the database's clock, as the claim's lease tells it.
 */
export function countObserved(store: BusyStore, leaseTtlMs: number): BusyStore {
  const { operation } = store
  const claimedAt = (store.leaseExpiresAt ?? 0) - leaseTtlMs
  const waitedForSlot = store.queue === 'helm_install'
  const seenAt = waitedForSlot ? Math.min(claimedAt, store.dueAt ?? claimedAt) : claimedAt
  const gapMs = operation.lastObservedAt === null ? 0 : Math.max(seenAt - operation.lastObservedAt, 0)
  const observedMs = operation.observedMs + Math.min(gapMs, longestGapMs)
  return { ...store, operation: { ...operation, observedMs, lastObservedAt: claimedAt } }
}
