// Keeps what a poller holds: renews at a third of the lease, watches for a status that changed under it, and stops
// trusting a lease before it runs out.
import type { Clock } from '../../shared/clock.ts'
import type { Database } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'
import { describeError } from '../../shared/errors.ts'
import type { Log } from '../../shared/log.ts'
import type { Store } from '../../shared/stores/index.ts'

export type Lease = {
  readonly store: Store
  /** Aborts with a sentence why: the lease is no longer trusted, the status changed, or the poller stops. */
  readonly signal: AbortSignal
}

export type LeaseKeeper = {
  /** `claimedAtMs`: the monotonic clock from before the claim was sent. */
  hold(store: Store, claimedAtMs: number): Lease
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
  clock: Clock
  log: Log
}
type Held = { lease: Lease; abort: AbortController; trustedUntilMs: number }

/** Trust ends a tenth of the lease early, for a holder's clock may be slow, and early enough for a Helm to stop in time. */
function trustedMs({ ttlMs, graceMs = 0 }: KeeperOptions): number {
  return Math.max(ttlMs * 0.9 - graceMs, ttlMs / 2)
}

export function keepLeases(options: KeeperOptions): LeaseKeeper {
  const { ttlMs, clock } = options
  const held = new Map<string, Held>()
  const closed = new AbortController()
  let running = false
  let asking = false
  let allAborted: string | null = null
  const ask = (event: string, question: () => Promise<void>) => {
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
      distrust(held, nowMs)
      // A database that hangs must not keep trust from running out, so nobody waits for its answer here.
      if (asking || closed.signal.aborted) continue
      if (nowMs - renewedAtMs >= ttlMs / 3) {
        renewedAtMs = nowMs
        ask('lease.renew_failed', () => renew(options, held, nowMs))
      } else {
        ask('lease.watch_failed', () => watch(options, held))
      }
    }
    running = false
  }
  return {
    hold: (store, claimedAtMs) => {
      const abort = new AbortController()
      const lease = { store, signal: abort.signal }
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

function distrust(held: Map<string, Held>, nowMs: number): void {
  for (const { abort, trustedUntilMs } of held.values()) {
    if (nowMs >= trustedUntilMs) abort.abort('the lease could not be renewed in time')
  }
}

async function renew(options: KeeperOptions, held: Map<string, Held>, sentAtMs: number): Promise<void> {
  const { database, holder, ttlMs } = options
  const kept = [...held.values()].filter(({ abort }) => !abort.signal.aborted)
  if (kept.length === 0) return
  const results = await database.write(
    kept.map(({ lease: { store } }) => ({
      sql: `UPDATE stores SET lease_expires_at = ${now} + ?
        WHERE id = ? AND lease_token = ? AND lease_holder = ? AND lease_expires_at > ${now} RETURNING status`,
      args: [ttlMs, store.id, store.leaseToken, holder],
    })),
  )
  kept.forEach((one, index) => {
    const status = results[index]?.rows[0]?.['status']
    if (status === undefined) one.abort.abort('the lease ran out')
    else if (status !== one.lease.store.status) one.abort.abort(`the store is ${status} now`)
    else one.trustedUntilMs = sentAtMs + trustedMs(options)
  })
}

async function watch({ database, holder }: KeeperOptions, held: Map<string, Held>): Promise<void> {
  if (held.size === 0) return
  const rows = await database.query<{ id: string; status: string }>(
    `SELECT id, status FROM stores WHERE lease_holder = ?`,
    [holder],
  )
  for (const { id, status } of rows) {
    const one = held.get(id)
    if (one && status !== one.lease.store.status) one.abort.abort(`the store is ${status} now`)
  }
}

/** A database that is away for a moment costs nothing here: without renewal, trust runs out by itself. */
async function quietly({ log }: KeeperOptions, event: string, action: () => Promise<void>): Promise<void> {
  try {
    await action()
  } catch (error) {
    log.warn({ error: describeError(error) }, event)
  }
}
