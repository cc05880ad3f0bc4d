// Waits that several kinds of operation have in common.
import type { Step } from '../../shared/operations/index.ts'
import type { Limits, Wait } from './action.ts'

/** Our own Helm ends before its lease does, so this one was started by hand. */
export function awaitHelm(
  step: Step,
  { status, ageMs }: { status: string; ageMs: number },
  { pendingStaleMs }: Limits,
): Wait {
  return {
    do: 'wait',
    step,
    message: `Waiting for another Helm operation on this release to finish (${status})`,
    requeueAfterMs: Math.min(Math.max(pendingStaleMs - ageMs, 1_000), 10_000),
  }
}

export function awaitNamespaceRemoval(step: Step, blockedBy: string | null): Wait {
  const message = 'Waiting for the namespace to be removed'
  return { do: 'wait', step, message: blockedBy ? `${message}: ${blockedBy}` : message }
}
