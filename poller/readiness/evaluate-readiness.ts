// Is a store ready, still coming, or has it failed? Objects in, verdict out; nothing is remembered but the pending fault.
import type { ReadinessLimits } from '../../shared/config/readiness-limits.ts'
import type { Part } from '../../shared/engines/index.ts'
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import type { WorkloadObjects } from '../../shared/kubernetes/workloads.ts'
import { continues, mayBeOutranked, mostSevere, relevantFaults } from './choose-fault.ts'
import { checkDeployment } from './deployment.ts'
import { compareSteps, type Fault, type FaultCode, type Finding, type Step, type UnmetCondition } from './fault.ts'
import { checkJob } from './job.ts'
import { missingParts } from './missing.ts'
import type { PendingFault } from './pending-fault.ts'
import { isOtherJob, isTerminating, type ReadinessInput } from './readiness-input.ts'
import { checkStatefulSet } from './stateful-set.ts'
import { checkVolumeClaim } from './volume-claim.ts'

export type Verdict =
  | { kind: 'ready' }
  /** `step` is the earliest with an unmet condition: only those before it are done. */
  | { kind: 'waiting'; step: Step; message: string; pendingFault: PendingFault | null; wantsEvents: boolean }
  | Failed

type Failed = {
  kind: 'failed'
  /** Where the fault is. */
  step: Step
  /** The earliest step with an unmet condition: only those before it are done. */
  unmetStep: Step
  code: FaultCode
  reason: string
  /** The cluster's own words, of this fault first and then of those beside it, line by line. */
  details: string
  pod: string | null
  container: string | null
}

export type EvaluateOptions = {
  workloads: WorkloadObjects
  /** Warning events of the namespace; empty unless the last verdict wanted them. */
  events: KubeObject[]
  pendingFault: PendingFault | null
  /** Only distances count, so any clock will do that stands still while nobody watches. */
  nowMs: number
  limits: ReadinessLimits
  /** What the store's engine must have to be ready, whatever else is there. */
  expected: readonly Part[]
  /** The store was ready before. */
  wasReady: boolean
}

/** How long a fault that fails at once waits for pods of its own or an earlier step: a kubelet pulls one image at a time. */
export const settleMs = 10_000

/** Pure. Whether the URL answers is not checked here, nor whether the Ingress has an address. */
export function evaluateReadiness({ nowMs, expected, wasReady, ...input }: EvaluateOptions): Verdict {
  const finding = checkAll(input, { parts: expected, wereThere: wasReady })
  const unmet = finding.unmet.toSorted((a, b) => compareSteps(a.step, b.step))
  const [first] = unmet
  if (first === undefined) return { kind: 'ready' }
  const wantsEvents = unmet.some((one) => one.wantsEvents)
  const faults = relevantFaults(finding.faults, unmet)
  const fault = mostSevere(faults, input.pendingFault)
  if (fault === undefined)
    return { kind: 'waiting', step: first.step, message: first.message, pendingFault: null, wantsEvents }
  const unmetStep = compareSteps(fault.step, first.step) < 0 ? fault.step : first.step
  const pendingFault = remember({ fault, faults, before: input.pendingFault, nowMs })
  if (isDue({ fault, pendingFault, unmet, nowMs })) return failed({ fault, faults, unmetStep })
  const message = fault.isExpected ? first.message : fault.reason
  return { kind: 'waiting', step: unmetStep, message, pendingFault, wantsEvents }
}

function checkAll(input: ReadinessInput, expected: Parameters<typeof missingParts>[1]): Finding {
  const { persistentvolumeclaims, statefulsets, jobs, deployments } = input.workloads
  const findings = [
    ...live(persistentvolumeclaims).map((claim) => checkVolumeClaim(claim, input)),
    ...live(statefulsets).map((workload) => checkStatefulSet(workload, input)),
    ...live(deployments).map((workload) => checkDeployment(workload, input)),
    ...live(jobs)
      .filter((job) => !isOtherJob(job))
      .map((job) => checkJob(job, input)),
  ]
  return {
    unmet: [...findings.flatMap(({ unmet }) => unmet), ...missingParts(input.workloads, expected)],
    faults: findings.flatMap(({ faults }) => faults),
  }
}

function live(objects: KubeObject[]): KubeObject[] {
  return objects.filter((object) => !isTerminating(object))
}

type Seen = { fault: Fault; faults: Fault[]; before: PendingFault | null; nowMs: number }

function remember({ fault, faults, before, nowMs }: Seen): PendingFault {
  const { key, code, reason, details, toleranceMs } = fault
  const sinceMs = before && continues(fault, before, faults) ? before.sinceMs : nowMs
  const fatalSinceMs = toleranceMs === 0 ? (before?.fatalSinceMs ?? nowMs) : null
  return { key, code, reason, details, sinceMs, fatalSinceMs }
}

type Due = { fault: Fault; pendingFault: PendingFault; unmet: UnmetCondition[]; nowMs: number }

function isDue({ fault, pendingFault, unmet, nowMs }: Due): boolean {
  const { sinceMs, fatalSinceMs } = pendingFault
  if (fatalSinceMs === null) return nowMs - sinceMs >= fault.toleranceMs
  return nowMs - fatalSinceMs >= settleMs || !mayBeOutranked(fault, unmet)
}

function failed({ fault, faults, unmetStep }: { fault: Fault; faults: Fault[]; unmetStep: Step }): Failed {
  const { step, code, reason, pod, container } = fault
  const details = [...new Set([fault, ...faults].map((one) => one.details))].join('\n')
  return { kind: 'failed', step, unmetStep, code, reason, details, pod, container }
}
