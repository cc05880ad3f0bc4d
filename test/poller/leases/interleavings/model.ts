// What a store is by the rules, in memory: pure, so that two requests at once can be tried in either order.
import {
  firstStep,
  kindTraits,
  type OperationKind,
  type OperationState,
  type Step,
} from '../../../../shared/operations/index.ts'
import type { Status } from '../../../../shared/stores/index.ts'

export type StoreModel = {
  status: Status
  /** Operations are counted from 1 in the order in which they were opened. */
  operation: { n: number; kind: OperationKind; state: 'queued' | 'running'; step: Step } | null
  opened: number
  ended: Record<number, OperationState>
  /** The only lease with which the store may be written; `isValid` until it expires. */
  lease: { holder: string; token: number; isValid: boolean } | null
  tokens: number
}

/** A lease as a holder remembers it, however long ago it got it. */
export type HeldModel = { holder: string; token: number; n: number; kind: OperationKind }

export type Command =
  | { do: 'delete' | 'retry' | 'expire' }
  | { do: 'cancel'; n: number }
  | { do: 'finish'; held: HeldModel; end: 'wait' | 'succeed' | 'fail'; step: Step; note: string }
  | { do: 'mark'; held: HeldModel; step: Step; note: string }
  | { do: 'release' | 'renew'; held: HeldModel }

export type Answer =
  | 'done'
  | 'busy'
  | 'not_failed'
  | 'not_cancellable'
  | 'written'
  | 'dropped'
  | 'renewed'
  | 'cancelled'
  | 'expired'

export const newStore: StoreModel = {
  status: 'PROVISIONING',
  operation: { n: 1, kind: 'create', state: 'queued', step: 'queued' },
  opened: 1,
  ended: {},
  lease: null,
  tokens: 0,
}

export function apply(store: StoreModel, command: Command): [StoreModel, Answer] {
  switch (command.do) {
    case 'delete':
      return [kindTraits.delete.from.includes(store.status) ? open(store, 'delete') : store, 'done']
    case 'retry':
      if (store.operation !== null) return [store, 'busy']
      return store.status === 'FAILED' ? [open(store, 'retry'), 'done'] : [store, 'not_failed']
    case 'expire':
      return [store.lease ? { ...store, lease: { ...store.lease, isValid: false } } : store, 'done']
    case 'cancel':
      return cancel(store, command.n)
    case 'finish':
      return isCurrent(store, command.held) ? [finish(store, command), 'written'] : [store, 'dropped']
    case 'mark':
      return isCurrent(store, command.held) ? [atStep(store, command.step), 'written'] : [store, 'dropped']
    case 'release':
      return [isHeld(store, command.held) ? { ...store, lease: null } : store, 'done']
    case 'renew':
      return [store, renewal(store, command.held)]
  }
}

/** Who knows the kind and finds no valid lease gets the store. */
export function claimed(store: StoreModel, holder: string, kinds: readonly string[]): StoreModel | null {
  const { operation, lease } = store
  if (operation === null || lease?.isValid || !kinds.includes(operation.kind)) return null
  const token = store.tokens + 1
  return {
    ...store,
    tokens: token,
    lease: { holder, token, isValid: true },
    operation: { ...operation, state: 'running' },
  }
}

/** What was being done is cancelled; its lease stays. */
function open(store: StoreModel, kind: OperationKind): StoreModel {
  const { operation, ended } = store
  const n = store.opened + 1
  return {
    ...store,
    status: kindTraits[kind].during,
    operation: { n, kind, state: 'queued', step: firstStep(kind).name },
    opened: n,
    ended: operation ? { ...ended, [operation.n]: 'cancelled' } : ended,
  }
}

function cancel(store: StoreModel, n: number): [StoreModel, Answer] {
  if (store.ended[n] === 'cancelled') return [store, 'done']
  const { operation } = store
  if (operation?.n !== n || !kindTraits[operation.kind].cancellable) return [store, 'not_cancellable']
  return [end(store, 'cancelled', 'FAILED'), 'done']
}

function end(store: StoreModel, state: OperationState, status: Status): StoreModel {
  const { operation, ended } = store
  return { ...store, status, operation: null, ended: operation ? { ...ended, [operation.n]: state } : ended }
}

function isHeld({ lease }: StoreModel, { token }: HeldModel): boolean {
  return lease?.token === token
}

function isCurrent(store: StoreModel, held: HeldModel): boolean {
  return isHeld(store, held) && store.operation?.n === held.n
}

function finish(store: StoreModel, { end: how, step, held }: Command & { do: 'finish' }): StoreModel {
  const released = { ...store, lease: null }
  if (how === 'wait') return atStep(released, step)
  if (how === 'fail') return end(released, 'failed', 'FAILED')
  return end(released, 'succeeded', held.kind === 'delete' ? 'DELETED' : 'READY')
}

function atStep(store: StoreModel, step: Step): StoreModel {
  return store.operation ? { ...store, operation: { ...store.operation, step } } : store
}

function renewal(store: StoreModel, held: HeldModel): Answer {
  if (!isHeld(store, held) || !store.lease?.isValid) return 'expired'
  return store.operation?.n === held.n ? 'renewed' : 'cancelled'
}
