// What the files of this room hand to each other: which conditions are unmet, and what is wrong.
import type { FailureCode } from '../../shared/failure-codes.ts'
import type { Step as StoreStep } from '../../shared/operations/index.ts'

export const stepsInOrder = ['volumes', 'database', 'cache', 'setup', 'web'] as const satisfies readonly StoreStep[]

export type Step = (typeof stepsInOrder)[number]

/** Negative where `a` comes first. */
export function compareSteps(a: Step, b: Step): number {
  return stepsInOrder.indexOf(a) - stepsInOrder.indexOf(b)
}

export const faultCodes = [
  'image_not_found',
  'image_pull_failed',
  'container_config_error',
  'crash_loop',
  'out_of_memory',
  'unschedulable',
  'volume_not_bound',
  'volume_lost',
  'setup_job_failed',
  'pods_not_ready',
  'cluster_quota_exceeded',
  'forbidden',
] as const satisfies readonly FailureCode[]

export type FaultCode = (typeof faultCodes)[number]

export type UnmetCondition = {
  step: Step
  message: string
  /** The namespace's events may tell why. */
  wantsEvents: boolean
  /** Pods of it have not run yet, and may still show a fault. */
  isStarting: boolean
}

type FaultKind = 'image' | 'config' | 'crash' | 'unschedulable' | 'create' | 'deadline' | 'job' | 'volume'

/** Something wrong that becomes a failure once it has held for `toleranceMs` (0: at once; Infinity: not by itself). */
export type Fault = {
  kind: FaultKind
  /** The same from look to look, whatever new name the pod has. */
  key: string
  step: Step
  code: FaultCode
  /** One sentence, the same for every store with this cause: no generated name, count or address is in it. */
  reason: string
  /** The cluster's own words, with the names of the objects that they are about. */
  details: string
  toleranceMs: number
  /** Nothing to alarm anybody with as long as it passes: most stores have it for some seconds. */
  isExpected?: boolean
  /** The cluster does not say why; a later look may find out. */
  isUnexplained?: boolean
  pod: string | null
  container: string | null
}

export type Finding = { unmet: UnmetCondition[]; faults: Fault[] }

/** The plain cause first, the object second. */
export function podsNotReady(cause: string, object: string): string {
  return `Pods not ready: ${cause} (${object})`
}
