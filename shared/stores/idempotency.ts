// Keys under which a request may be sent again: for 24 hours the same key and body give the first answer again, and
// change nothing. A key is written in the transaction of what it asked for, or not at all.
import { createHash } from 'node:crypto'
import type { Bind, Database, Row, Statement } from '../database/database.ts'
import { now } from '../database/now.ts'
import { CodedError } from '../errors.ts'
import { type Store, toStore } from './store.ts'

/** `owner` is the caller's; `fingerprint` stands for all that was asked for. */
export type IdempotencyKey = { owner: string; key: string; fingerprint: string }

const lifeMs = 86_400_000

/** Removes keys whose time is over, the oldest first, at most 1,000: for whoever cleans up, again and again. */
export const forgetOldKeys = {
  sql: `DELETE FROM idempotency_keys WHERE (owner, key) IN (
      SELECT owner, key FROM idempotency_keys WHERE created_at <= ${now} - ${lifeMs} ORDER BY created_at LIMIT 1000)`,
}

export function idempotencyKey(owner: string, key: string, asked: readonly string[]): IdempotencyKey {
  return { owner, key, fingerprint: createHash('sha256').update(JSON.stringify(asked)).digest('hex') }
}

/** The store as the first answer showed it, or undefined for a key that is new. Throws `idempotency_key_reused`. */
export async function recall(database: Database, wanted: IdempotencyKey): Promise<Store | undefined> {
  const { sql, args } = recallStatement(wanted)
  return recalledFrom(await database.query(sql, args), wanted)
}

/** `action` must end in RETURNING * and change nothing where `unlessUsed` is false; resolves with the store of either. */
export async function writeOnce(
  database: Database,
  { action, storeId, wanted }: { action: Statement; storeId: string; wanted: IdempotencyKey | undefined },
): Promise<Store | undefined> {
  if (wanted === undefined) {
    const [result] = await database.write([action])
    return result?.rows[0] && toStore(result.rows[0])
  }
  const results = await database.write([
    forgetExpired(wanted),
    action,
    remember(wanted, storeId),
    recallStatement(wanted),
  ])
  return recalledFrom(results[3]?.rows ?? [], wanted)
}

/** The condition under which `action` may change something. */
export function unlessUsed(wanted: IdempotencyKey | undefined): { condition: string; args: Bind[] } {
  if (wanted === undefined) return { condition: '1 = 1', args: [] }
  return {
    condition: 'NOT EXISTS (SELECT 1 FROM idempotency_keys WHERE owner = ? AND key = ?)',
    args: [wanted.owner, wanted.key],
  }
}

function forgetExpired({ owner, key }: IdempotencyKey): Statement {
  return {
    sql: `DELETE FROM idempotency_keys WHERE owner = ? AND key = ? AND created_at <= ${now} - ${lifeMs}`,
    args: [owner, key],
  }
}

/** `changes()` is 1 right after an action that did something. */
function remember({ owner, key, fingerprint }: IdempotencyKey, storeId: string): Statement {
  return {
    sql: `INSERT INTO idempotency_keys (owner, key, fingerprint, store_id, created_at)
      SELECT ?, ?, ?, id, updated_at FROM stores WHERE id = ? AND changes() > 0`,
    args: [owner, key, fingerprint, storeId],
  }
}

function recallStatement({ owner, key }: IdempotencyKey) {
  return {
    sql: `SELECT stores.*, idempotency_keys.fingerprint, idempotency_keys.created_at AS asked_at
      FROM idempotency_keys JOIN stores ON stores.id = store_id
      WHERE idempotency_keys.owner = ? AND key = ? AND idempotency_keys.created_at > ${now} - ${lifeMs}`,
    args: [owner, key],
  }
}

/** Whatever became of the store since, the first answer showed it as every request leaves it: waiting for a poller. */
function recalledFrom([row]: Row[], { key, fingerprint }: IdempotencyKey): Store | undefined {
  if (row === undefined) return undefined
  if (row['fingerprint'] !== fingerprint)
    throw new CodedError(
      'idempotency_key_reused',
      `The Idempotency-Key "${key}" belongs to another request; use a new one.`,
    )
  return { ...toStore(row), ...asAsked, updatedAt: Number(row['asked_at']) }
}

const asAsked = {
  status: 'PROVISIONING',
  step: 'queued',
  progressMessage: 'Waiting for a poller',
  failureCode: null,
  failureReason: null,
  recoverable: false,
  health: null,
  healthReason: null,
} as const satisfies Partial<Store>
