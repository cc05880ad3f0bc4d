// What is being done and what it waits for, on one line.
import type { Operation } from './answers.ts'

/** Of the step "queued" the message says everything: who is ahead, or that no poller is running. */
export function describeProgress({ step, message }: Pick<Operation, 'step' | 'message'>): string {
  if (message === null) return step
  return step === 'queued' ? message : `${step}: ${message}`
}
