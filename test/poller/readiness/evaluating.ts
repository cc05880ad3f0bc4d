// A store in whatever state, evaluated: what the tests of this room share.

import { type EvaluateOptions, evaluateReadiness, type Verdict } from '../../../poller/readiness/evaluate-readiness.ts'
import type { PendingFault } from '../../../poller/readiness/pending-fault.ts'
import { defaultReadinessLimits } from '../../../shared/config/readiness-limits.ts'
import { engineOf } from '../../../shared/engines/index.ts'
import type { KubeObject } from '../../../shared/kubernetes/open-cluster.ts'
import { noWorkloads, type WorkloadObjects } from '../../../shared/kubernetes/workloads.ts'
import { complete, job } from './objects/job.ts'
import { claim } from './objects/volume-claim.ts'
import { deployment, ingress, statefulSet } from './objects/workloads.ts'

export function store(over: Partial<WorkloadObjects> = {}): WorkloadObjects {
  return {
    ...noWorkloads(),
    persistentvolumeclaims: [claim('Bound')],
    statefulsets: [statefulSet('database')],
    jobs: [job(complete)],
    deployments: [deployment('web')],
    ingresses: [ingress()],
    ...over,
  }
}

type Over = {
  events?: KubeObject[]
  pendingFault?: PendingFault | null
  nowMs?: number
  limits?: EvaluateOptions['limits']
  wasReady?: boolean
}

export function look(workloads: WorkloadObjects, over: Over = {}): Verdict {
  return evaluateReadiness({
    workloads,
    events: [],
    pendingFault: null,
    nowMs: 0,
    limits: defaultReadinessLimits,
    expected: engineOf('woocommerce').parts,
    wasReady: false,
    ...over,
  })
}

export function pendingFaultOf(verdict: Verdict): PendingFault | null {
  return verdict.kind === 'waiting' ? verdict.pendingFault : null
}

/** The verdict of a second look at the same thing, `afterMs` later. */
export function lookAgain(workloads: WorkloadObjects, afterMs: number, over: Over = {}): Verdict {
  const pendingFault = pendingFaultOf(look(workloads, over))
  return look(workloads, { ...over, pendingFault, nowMs: afterMs })
}
