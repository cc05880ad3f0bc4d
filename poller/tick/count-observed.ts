// The provisioning clock: it runs while somebody watches, and the timeout counts it.
import type { Store } from '../../shared/stores/index.ts'

const longestGapMs = 90_000

/**
 * The store with the time since its last observation added, at most 90 s of it. For a step that needs Helm, the time it
 * waited for a slot is left out. `claimedAt` by the database's clock, as the claim's lease tells it.
 */
export function countObserved(store: Store, leaseTtlMs: number): Store {
  const claimedAt = (store.leaseExpiresAt ?? 0) - leaseTtlMs
  const waitsForSlot = store.step === 'queued' || store.step === 'namespace' || store.step === 'release'
  const seenAt = waitsForSlot ? Math.min(claimedAt, store.dueAt ?? claimedAt) : claimedAt
  const gapMs = store.lastObservedAt === null ? 0 : Math.max(seenAt - store.lastObservedAt, 0)
  return { ...store, observedMs: store.observedMs + Math.min(gapMs, longestGapMs), lastObservedAt: claimedAt }
}
