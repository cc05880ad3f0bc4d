// What an action leaves to be written.

import type { FailureCode } from '../../shared/failure-codes.ts'
import { failureSentence } from '../../shared/failure-codes.ts'
import type { Step } from '../../shared/operations/index.ts'
import { text } from '../../shared/safe-text.ts'
import type { BusyStore } from '../../shared/stores/index.ts'
import type { Patch } from '../../shared/stores/patches.ts'
import type { NewEvent } from '../../shared/stores/write-patch.ts'
import type { Lease } from '../leases/index.ts'
import { definitionOf } from '../operations/index.ts'

export type Outcome = {
  /** As its row is now: what the patch changes is told from it. */
  store: BusyStore
  patch: Patch
  /** The earliest step that was not seen done, where the patch ends the operation. */
  reachedStep?: Step
  events?: NewEvent[]
}

export type Failure = { step: Step; reachedStep?: Step; code: FailureCode; reason: string; helmOutput?: string }

/** Ends the operation as failed: nothing of the store is touched until its owner decides. */
export function failed(
  { store, redact }: Pick<Lease, 'store' | 'redact'>,
  { step, reachedStep, code, reason, helmOutput }: Failure,
): Outcome {
  const failure = { step, code, reason: failureSentence(code, redact(reason)) }
  return {
    store,
    patch: definitionOf(store.operation.kind).onFailure(failure),
    reachedStep: reachedStep ?? step,
    events: helmOutput
      ? [{ kind: 'evidence', step, code, message: text`Helm's last output`, evidence: redact(helmOutput) }]
      : [],
  }
}
