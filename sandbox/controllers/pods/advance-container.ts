// One container's life: idle, creating, perhaps blocked, running, perhaps exited or backing off; what is due is done.
import { timestamp } from '../../objects/object.ts'
import type { Terminated } from '../../objects/pod.ts'
import { type ContainerContext, stageMs } from './container-context.ts'
import { emitBackOff, emitImagePull, emitProblem, emitPulling, emitStarted } from './container-events.ts'
import { exitOf } from './container-exit.ts'
import type { ContainerRun } from './pod-run.ts'
import { startProblem } from './start-problem.ts'
import { terminationMessage } from './termination-message.ts'

const pullErrorMs = 300
const crashBackoffMs = 500
const firstRestartMs = 50

/** The run after everything that is due by now, and when the next thing is. */
export function advance(context: ContainerContext, run: ContainerRun): { run: ContainerRun; dueMs: number } {
  let current = run
  for (;;) {
    const dueMs = dueAt(context, current)
    if (dueMs > Date.now()) return { run: current, dueMs }
    current = step(context, current)
  }
}

function dueAt(context: ContainerContext, run: ContainerRun): number {
  switch (run.stage) {
    case 'idle':
      return 0
    case 'creating':
      return (
        run.sinceMs +
        stageMs(context) +
        (context.cluster.scenario.find(context.subject, 'image_pull_slow')?.delayMs ?? 0)
      )
    case 'blocked':
    case 'backoff':
      return run.waiting?.untilMs ?? 0
    case 'running':
      return runningDue(context, run)
    case 'exited':
      return Number.POSITIVE_INFINITY
  }
}

function runningDue(context: ContainerContext, run: ContainerRun): number {
  const exit = exitOf(context, run)
  if (exit) return exit.atMs
  const readyMs = run.sinceMs + stageMs(context)
  return readyMs > Date.now() ? readyMs : Number.POSITIVE_INFINITY
}

function step(context: ContainerContext, run: ContainerRun): ContainerRun {
  switch (run.stage) {
    case 'idle':
      emitPulling(context)
      return { ...run, stage: 'creating', sinceMs: Date.now() }
    case 'creating':
      return start(context, run)
    case 'blocked':
      return run.waiting?.reason === 'ErrImagePull' ? backOffPull(context, run) : start(context, run)
    case 'backoff':
      return start(context, { ...run, restarts: run.restarts + 1 })
    case 'running':
      return end(context, run)
    case 'exited':
      return run
  }
}

function start(context: ContainerContext, { waiting, ...run }: ContainerRun): ContainerRun {
  const problem = startProblem(context)
  if (problem) {
    emitProblem(context, problem)
    const { reason, message, retryMs } = problem
    const untilMs = Date.now() + (reason === 'ErrImagePull' ? Math.min(pullErrorMs, retryMs) : retryMs)
    return { ...run, stage: 'blocked', sinceMs: Date.now(), waiting: { reason, message, untilMs } }
  }
  emitStarted(context, waiting)
  return { ...run, stage: 'running', sinceMs: Date.now() }
}

/** The second state of a failed pull no longer says why. */
function backOffPull(context: ContainerContext, run: ContainerRun): ContainerRun {
  const problem = startProblem(context)
  const message = `Back-off pulling image "${context.container.image}"`
  emitImagePull(context, message)
  const untilMs = Date.now() + (problem?.retryMs ?? 0)
  return { ...run, stage: 'blocked', waiting: { reason: 'ImagePullBackOff', message, untilMs } }
}

function end(context: ContainerContext, run: ContainerRun): ContainerRun {
  const { pod, isInit } = context
  const exit = exitOf(context, run)
  if (!exit) return run
  const message = terminationMessage(context, exit)
  const last = {
    exitCode: exit.code,
    reason: exit.reason,
    ...(message === undefined ? {} : { message }),
    startedAt: timestamp(run.sinceMs),
    finishedAt: timestamp(),
    containerID: `containerd://${pod.metadata.uid.replaceAll('-', '')}${run.restarts}`,
  }
  const policy = pod.spec.restartPolicy ?? 'Always'
  const isFinal = exit.code === 0 ? isInit || policy !== 'Always' : policy === 'Never'
  if (isFinal) return { ...run, stage: 'exited', sinceMs: Date.now(), last }
  return run.restarts === 0
    ? restartSoon(run, last)
    : backOff(context, run, last, exit.rule?.backoffMs ?? crashBackoffMs)
}

/** The first restart comes without a back-off: until then the container is seen as terminated. */
const restartSoon = (run: ContainerRun, last: Terminated): ContainerRun => ({
  ...run,
  stage: 'backoff',
  sinceMs: Date.now(),
  last,
  waiting: { reason: 'Restarting', message: '', untilMs: Date.now() + firstRestartMs },
})

function backOff(context: ContainerContext, run: ContainerRun, last: Terminated, backoffMs: number): ContainerRun {
  const { pod, container } = context
  emitBackOff(context)
  const seconds = Math.min(300, 10 * 2 ** (run.restarts - 1))
  const where = `${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`
  const message = `back-off ${durationText(seconds)} restarting failed container=${container.name} pod=${where}`
  const waiting = { reason: 'CrashLoopBackOff', message, untilMs: Date.now() + backoffMs }
  return { ...run, stage: 'backoff', sinceMs: Date.now(), last, waiting }
}

const durationText = (seconds: number): string =>
  seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`
