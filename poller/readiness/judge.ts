// Is a store ready, still coming, or has it failed? Objects in, verdict out; nothing is remembered but the suspicion.
import type { ReadinessLimits } from '../../shared/config/readiness-limits.ts'
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import type { WorkloadObjects } from '../../shared/kubernetes/workloads.ts'
import { lookAtDeployment } from './deployment.ts'
import {
  type FailureCode,
  type Fault,
  type Finding,
  type Lack,
  type Step,
  type Suspicion,
  stepsInOrder,
} from './fault.ts'
import { lookAtJob } from './job.ts'
import { missing, type Part } from './missing.ts'
import { isLeaving, type Scene } from './scene.ts'
import { lookAtStatefulSet } from './stateful-set.ts'
import { lookAtVolumeClaim } from './volume-claim.ts'

export type { Suspicion } from './fault.ts'

export type Verdict =
  | { kind: 'ready' }
  | { kind: 'waiting'; step: Step; message: string; suspicion: Suspicion | null; wantsEvents: boolean }
  | { kind: 'failed'; step: Step; code: FailureCode; reason: string; pod: string | null; container: string | null }

export type Judged = {
  workloads: WorkloadObjects
  /** Warning events of the namespace; empty unless the last verdict wanted them. */
  events: KubeObject[]
  suspicion: Suspicion | null
  /** Only its distance to `suspicion.sinceMs` counts, so any clock will do that stands still while nobody watches. */
  nowMs: number
  limits: ReadinessLimits
  /** What a store must have to be ready, whatever else it has. */
  expected?: readonly Part[]
}

const usualParts: readonly Part[] = ['database', 'setup', 'web', 'ingress']

/** Pure. Whether the URL answers is not judged here, nor whether the Ingress has an address. */
export function judge({ nowMs, expected = usualParts, ...scene }: Judged): Verdict {
  const { lacks, faults } = lookAtAll(scene, expected)
  const firstLack = stepsInOrder.flatMap((step) => lacks.filter((lack) => lack.step === step))[0]
  if (firstLack === undefined) return { kind: 'ready' }
  const fault = weightiest(relevant(faults, lacks), scene.suspicion)
  if (fault === undefined) return waiting({ lacks, ...firstLack, suspicion: null })
  const suspicion = suspect(fault, scene.suspicion, nowMs)
  if (nowMs - suspicion.sinceMs >= fault.holdsMs) return failed(fault)
  const { message } = fault.isUsual ? firstLack : { message: fault.reason }
  return waiting({ lacks, step: firstLack.step, message, suspicion })
}

function lookAtAll(scene: Scene, expected: readonly Part[]): Finding {
  const { persistentvolumeclaims, statefulsets, jobs, deployments } = scene.workloads
  const findings = [
    ...staying(persistentvolumeclaims).map((claim) => lookAtVolumeClaim(claim, scene)),
    ...staying(statefulsets).map((workload) => lookAtStatefulSet(workload, scene)),
    ...staying(deployments).map((workload) => lookAtDeployment(workload, scene)),
    ...staying(jobs).map((job) => lookAtJob(job, scene)),
  ]
  return {
    lacks: [...findings.flatMap(({ lacks }) => lacks), ...missing(scene.workloads, expected)],
    faults: findings.flatMap(({ faults }) => faults),
  }
}

function staying(objects: KubeObject[]): KubeObject[] {
  return objects.filter((object) => !isLeaving(object))
}

/** Leaves out what only follows from something else: a shop crashes, and misses its deadline, while it waits. */
function relevant(faults: Fault[], lacks: Lack[]): Fault[] {
  const lacking = new Set(lacks.map(({ step }) => step))
  const awaits = (fault: Fault, steps: Step[]) => steps.some((step) => step !== fault.step && lacking.has(step))
  const unscheduled = faults.some(({ code, kind }) => code === 'unschedulable' || kind === 'create')
  const unbound = faults.some(({ kind }) => kind === 'volume')
  return faults.filter((fault) => {
    if (fault.kind === 'crash') return fault.step === 'database' || !awaits(fault, ['database'])
    if (fault.kind === 'deadline') return !awaits(fault, [...stepsBefore(fault.step)])
    // Many volumes are bound only once their pod is scheduled: then who keeps it from that knows why, else the volume does.
    if (fault.kind === 'volume' && fault.holdsMs > 0) return !unscheduled
    if (fault.kind === 'unschedulable' && fault.code === 'volume_not_bound') return !unbound
    return true
  })
}

function stepsBefore(step: Step): readonly Step[] {
  return stepsInOrder.slice(0, stepsInOrder.indexOf(step))
}

/** What fails at once; else of the earliest step the fault that is suspected already, else the first. */
function weightiest(faults: Fault[], suspicion: Suspicion | null): Fault | undefined {
  const inOrder = stepsInOrder.flatMap((step) => faults.filter((fault) => fault.step === step))
  const atOnce = inOrder.find(({ holdsMs }) => holdsMs === 0)
  const known = inOrder.find(({ key, step }) => key === suspicion?.key && step === inOrder[0]?.step)
  return atOnce ?? known ?? inOrder[0]
}

function suspect({ key, code, reason }: Fault, before: Suspicion | null, nowMs: number): Suspicion {
  return { key, code, message: reason, sinceMs: before?.key === key ? before.sinceMs : nowMs }
}

type Waiting = { lacks: Lack[]; step: Step; message: string; suspicion: Suspicion | null }

function waiting({ lacks, step, message, suspicion }: Waiting): Verdict {
  return { kind: 'waiting', step, message, suspicion, wantsEvents: lacks.some(({ wantsEvents }) => wantsEvents) }
}

function failed({ step, code, reason, pod, container }: Fault): Verdict {
  return { kind: 'failed', step, code, reason, pod, container }
}
