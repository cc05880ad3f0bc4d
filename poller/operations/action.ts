// What a definition can decide: one short step, a wait, or the end of the operation.
import type { FailureCode } from '../../shared/failure-codes.ts'
import type { Step } from '../../shared/operations/index.ts'
import type { SafeText } from '../../shared/safe-text.ts'
import type { PendingFault } from '../readiness/pending-fault.ts'

export type Wait = {
  do: 'wait'
  step: Step
  /** May hold words of the cluster. */
  message: string
  pendingFault?: PendingFault | null
  /** When to look again, where the usual interval does not fit. */
  requeueAfterMs?: number
}
export type Fail = {
  do: 'fail'
  /** The step that is to blame. */
  step: Step
  /** The earliest step that was not seen done, where it comes before the one to blame. */
  reachedStep?: Step
  code: FailureCode
  /** The sentence, and the cluster's own words apart; both may hold words of the cluster. */
  reason: string
  details?: string
}
export type Action =
  | Wait
  | Fail
  /** `helmRevision` is null where the release is gone. */
  | { do: 'succeed'; helmRevision: number | null }
  | { do: 'install' }
  /** The release is there although the row never came to its install, as after a restore from an older backup. */
  | { do: 'adopt' }
  /** `namespaceUid`: of the namespace that was observed, which is ours. */
  | { do: 'uninstall'; because: SafeText; namespaceUid: string }
  | { do: 'rollback'; revision: number }
  | { do: 'delete_namespace'; uid: string }

export type Limits = {
  provisioningTimeoutMs: number
  /** A pending release that is older belongs to a Helm that no longer runs. */
  pendingStaleMs: number
}

/** Whether the action runs Helm, and so needs a slot of a Helm queue. */
export function needsHelm(action: Action): boolean {
  return action.do === 'install' || action.do === 'uninstall' || action.do === 'rollback'
}
