// Keeps what a poller holds: renews at a third of the lease, watches for an operation that was cancelled under it, and stops
// trusting a lease before it expires.
import type { Clock } from '../../shared/clock.ts'
import type { Database } from '../../shared/database/database.ts'
import { describeError } from '../../shared/errors.ts'
import type { Log } from '../../shared/log.ts'
import type { Redact } from '../../shared/safe-text.ts'
import type { BusyStore } from '../../shared/stores/index.ts'
import { type Held, type Lease, leaseExpired } from './lease.ts'
import { renew, watch } from './renew-leases.ts'

export type LeaseKeeper = {
  /** `claimedAtMs`: the monotonic clock from before the claim was sent. */
  hold(store: BusyStore, claimedAtMs: number): Lease
  drop(lease: Lease): void
  /** Aborts every lease held now or later. */
  abortAll(reason: string): void
  close(): void
}

export type KeeperOptions = {
  database: Database
  holder: string
  ttlMs: number
  /** What the work on a store may take to stop once its lease is no longer trusted. */
  graceMs?: number
  /** Made once for each lease. */
  redactorOf: (store: BusyStore) => Redact
  clock: Clock
  log: Log
}

/** Trust ends a tenth of the lease early, for a holder's clock may be slow, and early enough for a Helm to stop in time. */
function trustedMs({ ttlMs, graceMs = 0 }: KeeperOptions): number {
  return Math.max(ttlMs * 0.9 - graceMs, ttlMs / 2)
}

export function keepLeases(options: KeeperOptions): LeaseKeeper {
  const { database, holder, ttlMs, clock } = options
  const held = new Map<string, Held>()
  const closed = new AbortController()
  let running = false
  let asking = false
  let allAborted: string | null = null
  const ask = (event: FailureEvent, question: () => Promise<void>) => {
    asking = true
    void quietly(options, event, question).finally(() => {
      asking = false
    })
  }
  const run = async () => {
    running = true
    let renewedAtMs = clock.monotonicMs()
    while (held.size > 0 && !closed.signal.aborted) {
      await clock.sleep(Math.min(1_000, ttlMs / 20), closed.signal)
      const nowMs = clock.monotonicMs()
      expireStale(held, nowMs)
      // A database that hangs must not keep trust from running out, so nobody waits for its answer here.
      if (asking || closed.signal.aborted) continue
      if (nowMs - renewedAtMs >= ttlMs / 3) {
        renewedAtMs = nowMs
        const trustedUntilMs = nowMs + trustedMs(options)
        ask('lease.renew_failed', () => renew(database, [...held.values()], { holder, ttlMs, trustedUntilMs }))
      } else {
        ask('lease.watch_failed', () => watch(database, held, holder))
      }
    }
    running = false
  }
  return {
    hold: (store, claimedAtMs) => {
      const abort = new AbortController()
      const lease = { store, redact: options.redactorOf(store), signal: abort.signal }
      // Claimed again, its lease before has expired, whatever a clock that stood still says of it here.
      held.get(store.id)?.abort.abort(leaseExpired)
      held.set(store.id, { lease, abort, trustedUntilMs: claimedAtMs + trustedMs(options) })
      if (allAborted !== null) abort.abort(allAborted)
      if (!running) void run()
      return lease
    },
    drop: (lease) => {
      if (held.get(lease.store.id)?.lease === lease) held.delete(lease.store.id)
    },
    abortAll: (reason) => {
      allAborted = reason
      for (const { abort } of held.values()) abort.abort(reason)
    },
    close: () => closed.abort(),
  }
}

function expireStale(held: Map<string, Held>, nowMs: number): void {
  for (const { abort, trustedUntilMs } of held.values()) {
    if (nowMs >= trustedUntilMs) abort.abort('the lease could not be renewed in time')
  }
}

type FailureEvent = 'lease.renew_failed' | 'lease.watch_failed'

/** A database that is away for a moment costs nothing here: without renewal, trust runs out by itself. */
async function quietly({ log }: KeeperOptions, event: FailureEvent, action: () => Promise<void>): Promise<void> {
  try {
    await action()
  } catch (error) {
    log.warn({ error: describeError(error) }, event)
  }
}
