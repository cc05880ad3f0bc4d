// One more failed attempt is recorded, and the next one is scheduled after a pause that doubles.
import { namespaceNotCreated } from '../../shared/failure-codes.ts'
import { type SafeText, text } from '../../shared/safe-text.ts'
import type { Lease } from '../leases/index.ts'
import { definitionOf } from '../operations/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import { failed, type Outcome } from './outcome.ts'

const longestPauseMs = 60_000

/** `why` and `output` may hold words of the cluster or of Helm. */
export type FailedAttempt = { what: SafeText; why: string; output?: string }

/** The last attempt that the operation's kind allows ends it as failed, at the step to which it came. */
export function scheduleRetry(
  lease: Lease,
  { what, why, output = '' }: FailedAttempt,
  { random }: Pick<WorkDeps, 'random'>,
): Outcome {
  const { store, redact } = lease
  const { maxAttempts } = definitionOf(store.operation.kind)
  const attempts = store.operation.attempts + 1
  const count = maxAttempts === null ? text`${attempts}` : text`${attempts} of ${maxAttempts}`
  const message = text`${what} did not succeed (attempt ${count}): ${redact(why)}`
  const events = [{ kind: 'attempt' as const, message, evidence: output ? redact(output) : null }]
  if (maxAttempts === null || attempts < maxAttempts)
    return { store, patch: { operation: { attempts, message }, requeueAfterMs: pauseMs(attempts, random) }, events }
  const { step } = store.operation
  const told = `${attempts} attempts; the last: ${why}`
  const reason = step === 'namespace' ? `${namespaceNotCreated}: ${told}` : told
  const { patch, ...end } = failed(lease, { step, code: 'retries_exhausted', reason })
  return { ...end, patch: { ...patch, operation: { ...patch.operation, attempts } }, events }
}

export function pauseMs(attempts: number, random: () => number): number {
  return Math.min(1_000 * 2 ** (attempts - 1), longestPauseMs) * (0.5 + random() / 2)
}
