// Writes named patches: the only UPDATE of stores and of operations that changes what they show. Each write is fenced, and
// where the fence matches no row nothing is written.
import type { Bind, Statement } from '../database/database.ts'
import { now } from '../database/now.ts'
import type { FailureCode } from '../failure-codes.ts'
import type { Step } from '../operations/kinds.ts'
import type { SafeText } from '../safe-text.ts'
import { assignOperation, assignStore } from './assign-patch.ts'
import type { EventKind } from './list-events.ts'
import type { OperationPatch, Patch } from './patches.ts'
import type { Store } from './store.ts'

export type NewEvent = {
  kind: EventKind
  step?: Step | null
  code?: FailureCode | null
  message: SafeText
  evidence?: SafeText | null
}

export type PatchWrite = {
  /** As it was read; the fence and what moves `updated_at` come from it. */
  store: Store
  patch: Patch
  /** A condition on the row of `stores` beside its id and its operation, with binds that begin with `fence_`. */
  fence: { condition: string; args: Record<string, Bind> }
  /** What a lease holder does with its lease in the same statement: a list of assignments, or nothing. */
  leaseSql?: string | undefined
  /** The earliest step that was not seen done; those before it end, also where the operation fails at a later one. */
  reachedStep?: Step | undefined
  events?: readonly NewEvent[]
}

/** All in one transaction, the store's row last: it returns `id` where the fence matched. */
export function patchStatements({ store, patch, fence, leaseSql, reachedStep, events = [] }: PatchWrite): Statement[] {
  const { operation } = store
  const where = `id = :store_id AND operation_id IS :operation_id AND ${fence.condition}`
  const binds = { store_id: store.id, operation_id: operation?.id ?? null, ...fence.args }
  const matches = `EXISTS (SELECT 1 FROM stores WHERE ${where})`
  const operationPatches = operation
    ? [...(reachedStep === undefined ? [] : [{ step: reachedStep }]), ...(patch.operation ? [patch.operation] : [])]
    : []
  return [
    ...events.map((event) => insertEvent(store, event, { where, binds })),
    ...operationPatches.flatMap((one) => updateOperation(one, { matches, binds })),
    updateStore({ store, patch, leaseSql, where, binds }),
  ]
}

type Fenced = { where: string; binds: Record<string, Bind> }

function insertEvent(store: Store, event: NewEvent, { where, binds }: Fenced): Statement {
  return {
    sql: `INSERT INTO events (store_id, owner, operation_id, at, kind, step, code, message, request_id, evidence)
      SELECT id, owner, operation_id, ${now}, :kind, :step, :code, :message, :request_id, :evidence FROM stores WHERE ${where}`,
    args: {
      ...binds,
      kind: event.kind,
      step: event.step === undefined ? (store.operation?.step ?? null) : event.step,
      code: event.code ?? null,
      message: event.message,
      request_id: store.operation?.requestId ?? null,
      evidence: event.evidence ?? null,
    },
  }
}

function updateOperation(patch: OperationPatch, { matches, binds }: Omit<Fenced, 'where'> & { matches: string }) {
  const { assignments, args } = assignOperation(patch)
  if (assignments.length === 0) return []
  return [
    {
      sql: `UPDATE operations SET ${assignments.join(', ')} WHERE id = :operation_id AND ${matches}`,
      args: { ...args, ...binds },
    },
  ]
}

type StoreUpdate = Pick<PatchWrite, 'store' | 'patch' | 'leaseSql'> & Fenced

function updateStore({ store, patch, leaseSql, where, binds }: StoreUpdate): Statement {
  const { assignments, args } = assignStore(store, patch)
  if (leaseSql !== undefined) assignments.unshift(leaseSql)
  // A write that only fences its events still has to say whether the fence matched.
  if (assignments.length === 0) assignments.push('lease_token = lease_token')
  return {
    sql: `UPDATE stores SET ${assignments.join(', ')} WHERE ${where} RETURNING id`,
    args: { ...args, ...binds },
  }
}
