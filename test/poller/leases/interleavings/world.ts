// The same on a real database: does what a command says, and reads back what a store has become.
import { finish, markProgress, release } from '../../../../poller/leases/index.ts'
import type { Held } from '../../../../poller/leases/lease.ts'
import { renew } from '../../../../poller/leases/renew-leases.ts'
import { definitionOf } from '../../../../poller/operations/index.ts'
import { bindRedactor } from '../../../../shared/credentials.ts'
import type { Database } from '../../../../shared/database/database.ts'
import { CodedError } from '../../../../shared/errors.ts'
import { cancelOperation } from '../../../../shared/operations/index.ts'
import { text } from '../../../../shared/safe-text.ts'
import { type BusyStore, localCaller, requestDeletion, requestRetry } from '../../../../shared/stores/index.ts'
import { type Patch, toWaiting } from '../../../../shared/stores/patches.ts'
import type { Answer, Command, HeldModel, StoreModel } from './model.ts'

/** Hides nothing: no store here has a key. */
const plain = bindRedactor({ id: 'none', keyId: null }, [])

export type Subject = {
  id: string
  model: StoreModel
  /** The ids of its operations, from the first on. */
  operations: string[]
}
/** A lease that a holder got, as the product gave it. */
export type HeldLease = HeldModel & { store: BusyStore }

export async function perform(
  database: Database,
  { id, operations }: Subject,
  command: Command & { held?: HeldLease },
): Promise<Answer> {
  try {
    return await attempt(database, { id, operations }, command)
  } catch (error) {
    if (error instanceof CodedError) return error.code as Answer
    throw error
  }
}

async function attempt(
  database: Database,
  { id, operations }: Pick<Subject, 'id' | 'operations'>,
  command: Command & { held?: HeldLease },
): Promise<Answer> {
  const request = { id, caller: localCaller, requestId: null }
  switch (command.do) {
    case 'delete':
      await requestDeletion(database, request)
      return 'done'
    case 'retry':
      await requestRetry(database, request)
      return 'done'
    case 'cancel':
      await cancelOperation(database, { id: operations[command.n - 1] ?? '', caller: localCaller })
      return 'done'
    case 'expire':
      await database.write([
        { sql: 'UPDATE stores SET lease_expires_at = 1 WHERE id = :id AND lease_holder IS NOT NULL', args: { id } },
      ])
      return 'done'
    case 'finish':
      return (await finish(database, { store: leased(command), patch: patchOf(command), events: noteOf(command) }))
        ? 'written'
        : 'dropped'
    case 'mark': {
      const patch = { operation: { step: command.step, message: plain(command.note) } }
      return (await markProgress(database, { store: leased(command), patch, events: noteOf(command) }))
        ? 'written'
        : 'dropped'
    }
    case 'release':
      await release(database, [leased(command)])
      return 'done'
    case 'renew':
      return renewal(database, leased(command), command.held)
  }
}

function leased({ held }: { held?: HeldLease }): BusyStore {
  if (held === undefined) throw new Error('the command names no lease')
  return held.store
}

function patchOf({ held, end, step, note }: Command & { do: 'finish' }): Patch {
  const { onSuccess, onFailure } = definitionOf(held.kind)
  if (end === 'wait') return toWaiting({ step, message: plain(note), requeueAfterMs: 0 })
  if (end === 'fail') return onFailure({ code: 'crash_loop', reason: text`Pods not ready`, step })
  const patch = onSuccess((held as HeldLease).store, { helmRevision: 1 })
  return held.kind === 'delete' ? patch : { ...patch, store: { ...patch.store, url: 'http://x' } }
}

/** Each accepted write leaves its note, so that what was dropped can be told from what was not. */
function noteOf({ note }: { note: string }) {
  return [{ kind: 'note' as const, message: plain(note) }]
}

async function renewal(database: Database, store: BusyStore, { holder }: HeldModel): Promise<Answer> {
  const abort = new AbortController()
  const lease = { store, redact: plain, signal: abort.signal }
  const held: Held = { lease, abort, trustedUntilMs: 0 }
  await renew(database, [held], { holder, ttlMs: 600_000, trustedUntilMs: 1 })
  if (!abort.signal.aborted) return 'renewed'
  return /was cancelled$/.test(abort.signal.reason) ? 'cancelled' : 'expired'
}

/** What the rows say of a store, in the model's words; the token stands for the lease, however long it lasts. */
export async function readModel(database: Database, { id, operations }: Subject) {
  const [row] = await database.query<Record<string, string | number | null>>(
    `SELECT status, operation_id, lease_holder, lease_token, lease_expires_at > 1 AS is_valid FROM stores WHERE id = :id`,
    { id },
  )
  const all = await database.query<{ id: string; kind: string; state: string; step: string; isOpen: number }>(
    `SELECT id, kind, state, step, finished_at IS NULL AS isOpen FROM operations WHERE store_id = :id ORDER BY rowid`,
    { id },
  )
  for (const one of all.slice(operations.length)) operations.push(one.id)
  const numbered = all.map((one) => ({ ...one, n: operations.indexOf(one.id) + 1 }))
  const open = numbered.filter(({ isOpen }) => isOpen === 1)
  return {
    status: row?.['status'],
    pointsAt: row?.['operation_id'] ?? null,
    open: open.map(({ n, kind, state, step }) => ({ n, kind, state, step })),
    ended: Object.fromEntries(numbered.filter(({ isOpen }) => isOpen === 0).map(({ n, state }) => [n, state])),
    lease:
      row?.['lease_holder'] == null
        ? null
        : { holder: row['lease_holder'], token: row['lease_token'], isValid: row['is_valid'] === 1 },
    tokens: row?.['lease_token'],
  }
}

/** The same of a model. */
export function asRead({ model, operations }: Subject): Awaited<ReturnType<typeof readModel>> {
  const { status, operation, ended, lease, tokens } = model
  return {
    status,
    pointsAt: operation === null ? null : (operations[operation.n - 1] ?? null),
    open: operation === null ? [] : [operation],
    ended: Object.fromEntries(Object.entries(ended)),
    lease,
    tokens,
  }
}
