// An outage of the cluster: which errors are one, and what is said of it.
import { DatabaseError } from '../shared/database/database.ts'
import { describeError, ExitError } from '../shared/errors.ts'
import type { ClusterError } from '../shared/kubernetes/cluster-error.ts'
import { type Redact, type SafeText, text } from '../shared/safe-text.ts'

/** What the cluster answers of one object alone is none. */
export function isOutage({ kind }: ClusterError): boolean {
  return kind !== 'not_found' && kind !== 'conflict' && kind !== 'refused' && kind !== 'terminating'
}

/** `why` may hold words of the cluster. */
export function outageMessage(why: string, redact: Redact): SafeText {
  return text`Waiting for the cluster: ${redact(why)}`
}

/** Whether a store waits for the cluster already: an outage that goes on is not told again. */
export function isOutageMessage(message: string | null): boolean {
  return message?.startsWith('Waiting for the cluster: ') === true
}

const longestPauseMs = 2_000

/** Until an outage is looked at again, after it was `looks` times: how long work waits for nothing once it is over. */
export function outagePauseMs(looks: number): number {
  return Math.min(1_000 * 2 ** (looks - 1), longestPauseMs)
}

/** An error that came while the cluster was looked at, fit for log and terminal: it may hold the cluster's words. */
export function safeError(error: unknown, redact: Redact): Error {
  if (error instanceof DatabaseError || error instanceof ExitError) return error
  return new Error(redact(describeError(error)))
}
