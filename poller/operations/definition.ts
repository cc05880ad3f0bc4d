// What an operation is to the poller: how it decides, and what its end means for the store.
import type { OperationKind, Step } from '../../shared/operations/index.ts'
import type { SafeText } from '../../shared/safe-text.ts'
import type { BusyStore } from '../../shared/stores/index.ts'
import type { FailureText, Patch } from '../../shared/stores/patches.ts'
import type { Observation } from '../observation.ts'
import type { Action, Limits } from './action.ts'

export type OperationDefinition = {
  kind: OperationKind
  /** How many failed attempts in a row end it as failed; null: it is never given up. */
  maxAttempts: number | null
  /** At which step it waits when it turns out to need Helm. */
  helmStep: Step
  /** Whether readiness is looked at. */
  watchesWorkloads: boolean
  /** Pure: the next action, from the store with its operation and from what was observed. */
  decide(input: { store: BusyStore; seen: Observation; limits: Limits }): Action
  onSuccess(store: BusyStore, end: { helmRevision: number | null }): Patch
  onFailure(failure: FailureText & { step: Step }): Patch
  /** What to say, before anything is done, of a store that pollers crash on; null where `decide` ends it. */
  describePoisoned(store: BusyStore): SafeText | null
}
