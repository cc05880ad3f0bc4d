// A store in whatever state, judged: what the tests of this room share.

import { type Judged, judge, type Suspicion, type Verdict } from '../../../poller/readiness/judge.ts'
import { defaultReadinessLimits } from '../../../shared/config/readiness-limits.ts'
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

type Over = { events?: KubeObject[]; suspicion?: Suspicion | null; nowMs?: number; limits?: Judged['limits'] }

export function look(workloads: WorkloadObjects, over: Over = {}): Verdict {
  return judge({ workloads, events: [], suspicion: null, nowMs: 0, limits: defaultReadinessLimits, ...over })
}

export function suspicionOf(verdict: Verdict): Suspicion | null {
  return verdict.kind === 'waiting' ? verdict.suspicion : null
}

/** The verdict of a second look at the same thing, `afterMs` later. */
export function lookAgain(workloads: WorkloadObjects, afterMs: number, over: Over = {}): Verdict {
  const suspicion = suspicionOf(look(workloads, over))
  return look(workloads, { ...over, suspicion, nowMs: afterMs })
}
