// What a holder asks of the database about the leases that it holds: to keep them, and whether their operations go on.
import type { Database } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'
import { type Held, leaseExpired } from './lease.ts'

/** Aborts what was lost or cancelled; what was renewed is trusted until `trustedUntilMs`. */
export async function renew(
  database: Database,
  held: readonly Held[],
  { holder, ttlMs, trustedUntilMs }: { holder: string; ttlMs: number; trustedUntilMs: number },
): Promise<void> {
  const kept = held.filter(({ abort }) => !abort.signal.aborted)
  if (kept.length === 0) return
  const results = await database.write(
    kept.map(({ lease: { store } }) => ({
      sql: `UPDATE stores SET lease_expires_at = ${now} + :ttl_ms
        WHERE id = :id AND lease_token = :token AND lease_holder = :holder AND lease_expires_at > ${now} RETURNING operation_id`,
      args: { ttl_ms: ttlMs, id: store.id, token: store.leaseToken, holder },
    })),
  )
  kept.forEach((one, index) => {
    const operationId = results[index]?.rows[0]?.['operation_id']
    if (operationId === undefined) one.abort.abort(leaseExpired)
    else if (operationId !== one.lease.store.operation.id) one.abort.abort(cancelled(one))
    else one.trustedUntilMs = trustedUntilMs
  })
}

/** Aborts what was cancelled. A row with another token is of a claim that this answer does not know, or is no longer ours. */
export async function watch(database: Database, held: ReadonlyMap<string, Held>, holder: string): Promise<void> {
  if (held.size === 0) return
  const rows = await database.query<{ id: string; lease_token: number; operation_id: string | null }>(
    'SELECT id, lease_token, operation_id FROM stores WHERE lease_holder = :holder',
    { holder },
  )
  for (const { id, lease_token, operation_id } of rows) {
    const one = held.get(id)
    if (one?.lease.store.leaseToken === lease_token && operation_id !== one.lease.store.operation.id)
      one.abort.abort(cancelled(one))
  }
}

function cancelled({ lease }: Held): string {
  return `the operation ${lease.store.operation.kind} was cancelled`
}
