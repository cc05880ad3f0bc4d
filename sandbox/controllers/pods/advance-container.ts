// One container's life: idle, creating, perhaps blocked, running, perhaps exited or backing off; what is due is done.
import type { Cluster } from '../../cluster.ts'
import { timestamp } from '../../objects/object.ts'
import type { Container, Pod, Terminated } from '../../objects/pod.ts'
import type { Subject } from '../../scenario-source.ts'
import { tellBackOff, tellImagePull, tellProblem, tellPulling, tellStarted } from './container-events.ts'
import { exitOf } from './container-exit.ts'
import type { ContainerRun } from './pod-run.ts'
import { startProblem } from './start-problem.ts'

export interface Scene {
  cluster: Cluster
  pod: Pod
  container: Container
  isInit: boolean
  subject: Subject
}

const pullErrorMs = 300
const crashBackoffMs = 500
const firstRestartMs = 50

/** The run after everything that is due by now, and when the next thing is. */
export function advance(scene: Scene, run: ContainerRun): { run: ContainerRun; dueMs: number } {
  let current = run
  for (;;) {
    const dueMs = dueAt(scene, current)
    if (dueMs > Date.now()) return { run: current, dueMs }
    current = step(scene, current)
  }
}

/** How long one stage takes: an init container has two of them, and so have the others together. */
export function stageMs({ cluster, pod, subject }: Scene): number {
  const delayMs = cluster.scenario.find(subject, 'slow')?.delayMs ?? cluster.podDelayMs
  return delayMs / (2 * (pod.spec.initContainers?.length ?? 0) + 2)
}

function dueAt(scene: Scene, run: ContainerRun): number {
  switch (run.stage) {
    case 'idle':
      return 0
    case 'creating':
      return (
        run.sinceMs + stageMs(scene) + (scene.cluster.scenario.find(scene.subject, 'image_pull_slow')?.delayMs ?? 0)
      )
    case 'blocked':
    case 'backoff':
      return run.waiting?.untilMs ?? 0
    case 'running':
      return runningDue(scene, run)
    case 'exited':
      return Number.POSITIVE_INFINITY
  }
}

function runningDue(scene: Scene, run: ContainerRun): number {
  const exit = exitOf(scene, run)
  if (exit) return exit.atMs
  const readyMs = run.sinceMs + stageMs(scene)
  return readyMs > Date.now() ? readyMs : Number.POSITIVE_INFINITY
}

function step(scene: Scene, run: ContainerRun): ContainerRun {
  switch (run.stage) {
    case 'idle':
      tellPulling(scene)
      return { ...run, stage: 'creating', sinceMs: Date.now() }
    case 'creating':
      return start(scene, run)
    case 'blocked':
      return run.waiting?.reason === 'ErrImagePull' ? backOffPull(scene, run) : start(scene, run)
    case 'backoff':
      return start(scene, { ...run, restarts: run.restarts + 1 })
    case 'running':
      return end(scene, run)
    case 'exited':
      return run
  }
}

function start(scene: Scene, { waiting, ...run }: ContainerRun): ContainerRun {
  const problem = startProblem(scene)
  if (problem) {
    tellProblem(scene, problem)
    const { reason, message, retryMs } = problem
    const untilMs = Date.now() + (reason === 'ErrImagePull' ? Math.min(pullErrorMs, retryMs) : retryMs)
    return { ...run, stage: 'blocked', sinceMs: Date.now(), waiting: { reason, message, untilMs } }
  }
  tellStarted(scene, waiting)
  return { ...run, stage: 'running', sinceMs: Date.now() }
}

/** The second state of a failed pull no longer says why. */
function backOffPull(scene: Scene, run: ContainerRun): ContainerRun {
  const problem = startProblem(scene)
  const message = `Back-off pulling image "${scene.container.image}"`
  tellImagePull(scene, message)
  const untilMs = Date.now() + (problem?.retryMs ?? 0)
  return { ...run, stage: 'blocked', waiting: { reason: 'ImagePullBackOff', message, untilMs } }
}

function end(scene: Scene, run: ContainerRun): ContainerRun {
  const { pod, isInit } = scene
  const exit = exitOf(scene, run)
  if (!exit) return run
  const last = {
    exitCode: exit.code,
    reason: exit.reason,
    ...(exit.rule?.message ? { message: exit.rule.message } : {}),
    startedAt: timestamp(run.sinceMs),
    finishedAt: timestamp(),
    containerID: `containerd://${pod.metadata.uid.replaceAll('-', '')}${run.restarts}`,
  }
  const policy = pod.spec.restartPolicy ?? 'Always'
  const isFinal = exit.code === 0 ? isInit || policy !== 'Always' : policy === 'Never'
  if (isFinal) return { ...run, stage: 'exited', sinceMs: Date.now(), last }
  return run.restarts === 0 ? restartSoon(run, last) : backOff(scene, run, last, exit.rule?.backoffMs ?? crashBackoffMs)
}

/** The first restart comes without a back-off: until then the container is seen as terminated. */
const restartSoon = (run: ContainerRun, last: Terminated): ContainerRun => ({
  ...run,
  stage: 'backoff',
  sinceMs: Date.now(),
  last,
  waiting: { reason: 'Restarting', message: '', untilMs: Date.now() + firstRestartMs },
})

function backOff(scene: Scene, run: ContainerRun, last: Terminated, backoffMs: number): ContainerRun {
  const { pod, container } = scene
  tellBackOff(scene)
  const seconds = Math.min(300, 10 * 2 ** (run.restarts - 1))
  const where = `${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`
  const message = `back-off ${durationText(seconds)} restarting failed container=${container.name} pod=${where}`
  const waiting = { reason: 'CrashLoopBackOff', message, untilMs: Date.now() + backoffMs }
  return { ...run, stage: 'backoff', sinceMs: Date.now(), last, waiting }
}

const durationText = (seconds: number): string =>
  seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`
