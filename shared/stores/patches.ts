// Every change of a store's row and of its operation's row, by name; the writers carry them and know no other.
import type { FailureCode } from '../failure-codes.ts'
import type { OperationState, Step } from '../operations/kinds.ts'
import type { SafeText } from '../safe-text.ts'
import type { Health, Status } from './state-machine.ts'

/** New values of a store's row; what is left out stays. */
export type StorePatch = {
  status?: Status
  failureCode?: FailureCode | null
  failureReason?: SafeText | null
  recoverable?: boolean
  health?: Health | null
  healthReason?: SafeText | null
  helmRevision?: number | null
  release?: string | null
  appliedRelease?: string | null
  host?: string
  url?: string
  adminEmail?: string
  keyId?: string
}
/** New values of an operation's row. */
export type OperationPatch = {
  state?: OperationState
  step?: Step
  message?: SafeText | null
  checkpoint?: string | null
  attempts?: number
  pendingFault?: SafeText | null
  observedMs?: number
  lastObservedAt?: number | null
  failureCode?: FailureCode | null
  failureReason?: SafeText | null
}
/** `requeueAfterMs` counts from the database's now. An operation whose new state is not open leaves the store without one. */
export type Patch = { store?: StorePatch; operation?: OperationPatch; requeueAfterMs?: number }

export type FailureText = { code: FailureCode; reason: SafeText }

/** The operation goes on later, at a step and for a reason. */
export function toWaiting(wait: {
  step?: Step
  message: SafeText
  pendingFault?: SafeText | null
  requeueAfterMs?: number
}): Patch {
  const { requeueAfterMs, ...operation } = wait
  return { operation, ...(requeueAfterMs === undefined ? {} : { requeueAfterMs }) }
}

/** A shopper can load the store. What it was made from is kept until an upgrade. */
export function toReady({
  helmRevision,
  appliedRelease,
}: {
  helmRevision: number
  appliedRelease: string | null
}): Patch {
  return {
    store: {
      status: 'READY',
      health: 'healthy',
      healthReason: null,
      failureCode: null,
      failureReason: null,
      recoverable: false,
      helmRevision,
      ...(appliedRelease === null ? {} : { release: appliedRelease }),
    },
    operation: { state: 'succeeded', message: null, pendingFault: null },
  }
}

/** Nothing of the store is touched until its owner decides. */
export function toFailed({ code, reason, step }: FailureText & { step: Step }): Patch {
  return {
    store: {
      status: 'FAILED',
      failureCode: code,
      failureReason: reason,
      recoverable: false,
      health: null,
      healthReason: null,
    },
    operation: { state: 'failed', step, message: null, failureCode: code, failureReason: reason },
  }
}

export function toDeleted(): Patch {
  return { store: { status: 'DELETED' }, operation: { state: 'succeeded', message: null } }
}

/** The store is asked for again, or asked to be removed: what it was before is over. */
export function toRequested(status: Status): StorePatch {
  return {
    status,
    failureCode: null,
    failureReason: null,
    recoverable: false,
    health: null,
    healthReason: null,
  }
}

export function toHealth({ health, reason }: { health: Health; reason: SafeText | null }): Patch {
  return { store: { health, healthReason: reason } }
}

export function toRecoverable(recoverable: boolean): Patch {
  return { store: { recoverable } }
}

export function toHelmRevision(helmRevision: number): Patch {
  return { store: { helmRevision } }
}
