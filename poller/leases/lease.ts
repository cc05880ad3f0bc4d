// A lease as its holder sees it.
import type { Redact } from '../../shared/safe-text.ts'
import type { BusyStore } from '../../shared/stores/index.ts'

export type Lease = {
  /** As it was claimed. */
  readonly store: BusyStore
  /** Every text of the cluster or of Helm that concerns the store passes through it. */
  readonly redact: Redact
  /** Aborts with a sentence why: the lease is no longer trusted, the operation was cancelled, or the poller stops. */
  readonly signal: AbortSignal
}

export type Held = { lease: Lease; abort: AbortController; trustedUntilMs: number }

export const leaseExpired = 'the lease expired'
