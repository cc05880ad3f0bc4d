// Idempotency keys: for 24 hours the same key and body give the first answer again and change nothing. A key is written in
// the transaction of what it asked for, or not at all.
import { createHash } from 'node:crypto'
import type { Bind, Database, Row, Statement } from '../database/database.ts'
import { now } from '../database/now.ts'
import { CodedError } from '../errors.ts'
import { firstStep, kindTraits } from '../operations/kinds.ts'
import { queuedMessage } from '../operations/open-operation.ts'
import { operationColumns } from '../operations/operation.ts'
import { type BusyStore, defaultRelease, type Store, storeColumns, toStore } from './store.ts'

/** `owner` is the caller's; `fingerprint` stands for all that was asked for. */
export type IdempotencyKey = { owner: string; key: string; fingerprint: string }

const lifeMs = 86_400_000

/** Removes expired keys, the oldest first, at most 1,000. */
export const forgetOldKeys = {
  sql: `DELETE FROM idempotency_keys WHERE (owner, key) IN (
      SELECT owner, key FROM idempotency_keys WHERE created_at <= ${now} - ${lifeMs} ORDER BY created_at LIMIT 1000)`,
}

export function idempotencyKey(owner: string, key: string, asked: readonly string[]): IdempotencyKey {
  return { owner, key, fingerprint: createHash('sha256').update(JSON.stringify(asked)).digest('hex') }
}

/** The store as the first answer showed it, or undefined for a key that is new. Throws `idempotency_key_reused`. */
export async function findReplay(database: Database, wanted: IdempotencyKey): Promise<BusyStore | undefined> {
  const { sql, args } = replayStatement(wanted)
  return replayFrom(await database.query(sql, args), wanted)
}

/**
 * Runs `statements`, which open the operation `operationId` where `ifKeyUnused` is true and change nothing where it is
 * false; the last one selects the store. Resolves with the store, as the first answer showed it where the key was used.
 */
export async function writeOnce(
  database: Database,
  asked: { statements: Statement[]; operationId: string; key: IdempotencyKey | undefined },
): Promise<Store | undefined> {
  const { statements, operationId, key } = asked
  if (key === undefined) {
    const row = (await database.write(statements)).at(-1)?.rows[0]
    return row && toStore(row)
  }
  const results = await database.write([
    forgetExpired(key),
    ...statements,
    remember(key, operationId),
    replayStatement(key),
  ])
  return replayFrom(results.at(-1)?.rows ?? [], key)
}

/** The condition under which a request may change something. */
export function ifKeyUnused(key: IdempotencyKey | undefined): { condition: string; args: Record<string, Bind> } {
  if (key === undefined) return { condition: '1 = 1', args: {} }
  return {
    condition: 'NOT EXISTS (SELECT 1 FROM idempotency_keys WHERE owner = :key_owner AND key = :key)',
    args: { key_owner: key.owner, key: key.key },
  }
}

function forgetExpired({ owner, key }: IdempotencyKey): Statement {
  return {
    sql: `DELETE FROM idempotency_keys WHERE owner = :owner AND key = :key AND created_at <= ${now} - ${lifeMs}`,
    args: { owner, key },
  }
}

/** Nothing is remembered where no operation was opened. */
function remember({ owner, key, fingerprint }: IdempotencyKey, operationId: string): Statement {
  return {
    sql: `INSERT INTO idempotency_keys (owner, key, fingerprint, operation_id, created_at)
      SELECT :owner, :key, :fingerprint, id, created_at FROM operations WHERE id = :operation_id`,
    args: { owner, key, fingerprint, operation_id: operationId },
  }
}

function replayStatement({ owner, key }: IdempotencyKey) {
  return {
    sql: `SELECT ${storeColumns.map((column) => `stores.${column}`).join(', ')},
        ${operationColumns.map((column) => `operations.${column} AS op_${column}`).join(', ')},
        ${defaultRelease}, idempotency_keys.fingerprint
      FROM idempotency_keys JOIN operations ON operations.id = idempotency_keys.operation_id
        JOIN stores ON stores.id = operations.store_id
      WHERE idempotency_keys.owner = :owner AND key = :key AND idempotency_keys.created_at > ${now} - ${lifeMs}`,
    args: { owner, key },
  }
}

/** The first answer showed what every request leaves: a queued operation. */
function replayFrom([row]: Row[], { key, fingerprint }: IdempotencyKey): BusyStore | undefined {
  if (row === undefined) return undefined
  if (row['fingerprint'] !== fingerprint)
    throw new CodedError(
      'idempotency_key_reused',
      `The Idempotency-Key "${key}" belongs to another request; use a new one.`,
    )
  const store = toStore(row)
  const { operation } = store
  if (operation === null) throw new Error('an idempotency key names an operation that is not there')
  const { during } = kindTraits[operation.kind]
  return {
    ...store,
    status: during,
    failureCode: null,
    failureReason: null,
    recoverable: false,
    health: null,
    healthReason: null,
    updatedAt: operation.createdAt,
    operation: {
      ...operation,
      state: 'queued',
      step: firstStep(operation.kind).name,
      message: queuedMessage,
      attempts: 0,
      result: null,
      failureCode: null,
      failureReason: null,
      startedAt: null,
      finishedAt: null,
    },
  }
}
