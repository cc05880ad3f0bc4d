// What the files of this room hand to each other: what is still lacking, and what is wrong.

export type Step = 'volumes' | 'database' | 'setup' | 'web'

export const stepsInOrder: readonly Step[] = ['volumes', 'database', 'setup', 'web']

export type FailureCode =
  | 'image_not_found'
  | 'image_pull_failed'
  | 'container_config_error'
  | 'crash_loop'
  | 'out_of_memory'
  | 'unschedulable'
  | 'volume_not_bound'
  | 'volume_lost'
  | 'setup_job_failed'
  | 'pods_not_ready'
  | 'cluster_quota_exceeded'
  | 'forbidden'

/** Something that is not there yet; `wantsEvents`: the namespace's events may tell why. */
export type Lack = { step: Step; message: string; wantsEvents: boolean }

type FaultKind = 'image' | 'config' | 'crash' | 'unschedulable' | 'create' | 'deadline' | 'job' | 'volume'

/** Something wrong that becomes a failure once it has held for `holdsMs` (0: at once; Infinity: not by itself). */
export type Fault = {
  kind: FaultKind
  /** The same from look to look, whatever new name the pod has. */
  key: string
  step: Step
  code: FailureCode
  reason: string
  holdsMs: number
  /** Nothing to alarm anybody with as long as it passes: most stores have it for some seconds. */
  isUsual?: boolean
  pod: string | null
  container: string | null
}

export type Finding = { lacks: Lack[]; faults: Fault[] }

/** What the store's row remembers of the fault seen last. */
export type Suspicion = { key: string; code: FailureCode; message: string; sinceMs: number }
