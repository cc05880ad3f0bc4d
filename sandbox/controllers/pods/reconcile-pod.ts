// The node: takes a pod from scheduled to ready, one timer per pod, as delay and scenario say.
import type { Cluster } from '../../cluster.ts'
import type { Container, Pod } from '../../objects/pod.ts'
import { recordEvent } from '../../operations/record-event.ts'
import { settle } from '../../operations/settle.ts'
import { subjectOf } from '../subject.ts'
import { advance } from './advance-container.ts'
import type { ContainerContext } from './container-context.ts'
import { mountProblem } from './mount-problem.ts'
import { newContainerRun, type PodRun } from './pod-run.ts'
import { isFinished } from './pod-state.ts'
import { podStatus } from './pod-status.ts'
import { schedule } from './schedule.ts'

const stopMs = 30
const retryMs = 500

export function reconcilePod(cluster: Cluster, namespace: string, name: string): number | undefined {
  const pod = cluster.objects.get('pods', namespace, name)
  if (!pod) return undefined
  const run: PodRun = cluster.runs.get(pod.metadata.uid) ?? { containers: new Map() }
  cluster.runs.set(pod.metadata.uid, run)
  if (pod.metadata.deletionTimestamp) return stop(cluster, pod, run)
  if (isFinished(pod)) return undefined
  if (!pod.spec.nodeName) return schedule(cluster, pod)
  const problem = mountProblem(cluster, pod)
  const dueMs = problem ? Date.now() + retryMs : advanceAll(cluster, pod, run)
  if (problem)
    recordEvent(cluster, pod, { type: 'Warning', reason: 'FailedMount', message: problem, component: 'kubelet' })
  const after = { ...pod, status: { ...pod.status, ...podStatus(cluster, pod, run) } }
  cluster.objects.save('pods', after)
  return Number.isFinite(dueMs) ? Math.max(1, dueMs - Date.now()) : undefined
}

function stop(cluster: Cluster, pod: Pod, run: PodRun): number | undefined {
  const { metadata } = pod
  if (!metadata.deletionGracePeriodSeconds) return undefined
  if (run.stoppingMs === undefined) emitKilling(cluster, pod)
  run.stoppingMs ??= Date.now()
  const leftMs = run.stoppingMs + stopMs - Date.now()
  if (leftMs > 0) return leftMs
  settle(cluster, 'pods', { ...pod, metadata: { ...metadata, deletionGracePeriodSeconds: 0 } })
  return undefined
}

function emitKilling(cluster: Cluster, pod: Pod): void {
  for (const { name } of pod.spec.containers) {
    recordEvent(cluster, pod, {
      type: 'Normal',
      reason: 'Killing',
      message: `Stopping container ${name}`,
      component: 'kubelet',
      fieldPath: `spec.containers{${name}}`,
    })
  }
}

/** Init containers one after the other, then all others together. Returns when something is due next. */
function advanceAll(cluster: Cluster, pod: Pod, run: PodRun): number {
  for (const container of pod.spec.initContainers ?? []) {
    const { done, dueMs } = advanceOne(cluster, pod, run, { container, isInit: true })
    if (!done) return dueMs
  }
  const due = pod.spec.containers.map((container) => advanceOne(cluster, pod, run, { container, isInit: false }).dueMs)
  return Math.min(...due)
}

function advanceOne(
  cluster: Cluster,
  pod: Pod,
  run: PodRun,
  { container, isInit }: { container: Container; isInit: boolean },
): { done: boolean; dueMs: number } {
  const subject = { ...subjectOf(cluster, pod), container: container.name, image: container.image }
  const context: ContainerContext = { cluster, pod, container, isInit, subject }
  const { run: next, dueMs } = advance(context, run.containers.get(container.name) ?? newContainerRun())
  run.containers.set(container.name, next)
  return { done: next.stage === 'exited' && next.last?.exitCode === 0, dueMs }
}
