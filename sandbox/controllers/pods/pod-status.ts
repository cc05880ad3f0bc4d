// A pod's status, from what its containers are at.
import type { Cluster } from '../../cluster.ts'
import { type Condition, timestamp, withCondition } from '../../objects/object.ts'
import type { Container, ContainerState, ContainerStatus, Pod } from '../../objects/pod.ts'
import { suffixOf } from '../../operations/random-suffix.ts'
import { subjectOf } from '../subject.ts'
import { stageMs } from './container-context.ts'
import { emitNotReady } from './container-events.ts'
import { type ContainerRun, newContainerRun, type PodRun } from './pod-run.ts'

type Status = NonNullable<Pod['status']>

export function podStatus(cluster: Cluster, pod: Pod, run: PodRun): Status {
  const inits = (pod.spec.initContainers ?? []).map((one) => containerStatus(cluster, pod, { one, isInit: true, run }))
  const initialized = inits.every(({ state }) => state.terminated?.exitCode === 0)
  const mains = pod.spec.containers.map((one) =>
    containerStatus(cluster, pod, { one, isInit: false, run, initialized }),
  )
  const phase = phaseOf(pod, inits, mains)
  const address = addressOf(pod)
  return {
    phase,
    conditions: conditionsOf(pod, { initialized, mains, phase, hasSandbox: run.containers.size > 0 }),
    hostIP: '10.0.0.1',
    hostIPs: [{ ip: '10.0.0.1' }],
    ...(run.containers.size > 0 ? { podIP: address, podIPs: [{ ip: address }] } : {}),
    startTime: pod.status?.['startTime'] ?? timestamp(),
    ...(inits.length > 0 ? { initContainerStatuses: inits } : {}),
    containerStatuses: mains,
  }
}

interface Part {
  one: Container
  isInit: boolean
  run: PodRun
  initialized?: boolean
}

function containerStatus(cluster: Cluster, pod: Pod, { one, isInit, run, initialized = true }: Part): ContainerStatus {
  const container = run.containers.get(one.name) ?? newContainerRun()
  const { stage, restarts, last } = container
  const running = stage === 'running'
  const ready = isInit
    ? stage === 'exited' && last?.exitCode === 0
    : running && isReadyNow(cluster, pod, one, container)
  const pulled = stage === 'running' || stage === 'backoff' || stage === 'exited'
  return {
    name: one.name,
    image: one.image,
    imageID: pulled ? `${one.image}@sha256:${suffixOf(one.image, 12)}` : '',
    ...(pulled ? { containerID: `containerd://${pod.metadata.uid.replaceAll('-', '')}${restarts}` } : {}),
    ready,
    started: running,
    restartCount: restarts,
    state: stateOf(container, isInit || initialized, (pod.spec.initContainers ?? []).length > 0 && !isInit),
    lastState: last && !isSeenTerminated(container) ? { terminated: last } : {},
  }
}

function isReadyNow(cluster: Cluster, pod: Pod, container: Container, run: ContainerRun): boolean {
  const subject = { ...subjectOf(cluster, pod), container: container.name, image: container.image }
  if (Date.now() < run.sinceMs + stageMs({ cluster, pod, container, isInit: false, subject })) return false
  const rule = cluster.scenario.find(subject, 'never_ready')
  if (!rule) return true
  const message = rule.message ?? 'Readiness probe failed: HTTP probe failed with statuscode: 503'
  emitNotReady({ cluster, pod, container, isInit: false }, message)
  return false
}

/** Between its first crash and its first restart a container is terminated, not waiting. */
const isSeenTerminated = ({ stage, restarts }: ContainerRun): boolean =>
  stage === 'exited' || (stage === 'backoff' && restarts === 0)

function stateOf(run: ContainerRun, mayStart: boolean, followsInit: boolean): ContainerState {
  const { stage, sinceMs, waiting, last } = run
  if (stage === 'running') return { running: { startedAt: timestamp(sinceMs) } }
  if (isSeenTerminated(run) && last) return { terminated: last }
  if (waiting) return { waiting: { reason: waiting.reason, message: waiting.message } }
  return {
    waiting: { reason: !mayStart || (followsInit && stage === 'idle') ? 'PodInitializing' : 'ContainerCreating' },
  }
}

function phaseOf({ spec }: Pod, inits: ContainerStatus[], mains: ContainerStatus[]): Status['phase'] {
  const never = spec.restartPolicy === 'Never'
  if (never && inits.some(({ state }) => (state.terminated?.exitCode ?? 0) !== 0)) return 'Failed'
  if (inits.some(({ state }) => state.terminated?.exitCode !== 0)) return 'Pending'
  if (mains.some(({ state, lastState }) => state.waiting && !lastState.terminated)) return 'Pending'
  const ended = mains.flatMap(({ state }) => state.terminated ?? [])
  const succeeded = ended.filter(({ exitCode }) => exitCode === 0)
  const restarts = spec.restartPolicy === 'OnFailure' && succeeded.length < mains.length
  if (ended.length < mains.length || restarts || (spec.restartPolicy ?? 'Always') === 'Always') return 'Running'
  return succeeded.length === mains.length ? 'Succeeded' : 'Failed'
}

function conditionsOf(
  pod: Pod,
  {
    initialized,
    mains,
    phase,
    hasSandbox,
  }: { initialized: boolean; mains: ContainerStatus[]; phase: Status['phase']; hasSandbox: boolean },
): Condition[] {
  const unready = mains.filter(({ ready }) => !ready).map(({ name }) => name)
  const notInitialized = `containers with incomplete status: [${(pod.spec.initContainers ?? []).map(({ name }) => name).join(' ')}]`
  const why =
    phase === 'Succeeded' || phase === 'Failed'
      ? { reason: phase === 'Succeeded' ? 'PodCompleted' : 'PodFailed' }
      : { reason: 'ContainersNotReady', message: `containers with unready status: [${unready.join(' ')}]` }
  const verdicts: Condition[] = [
    { type: 'PodReadyToStartContainers', status: hasSandbox ? 'True' : 'False' },
    {
      type: 'Initialized',
      ...(initialized
        ? { status: 'True' }
        : { status: 'False', reason: 'ContainersNotInitialized', message: notInitialized }),
    },
    { type: 'Ready', ...(unready.length === 0 ? { status: 'True' } : { status: 'False', ...why }) },
    { type: 'ContainersReady', ...(unready.length === 0 ? { status: 'True' } : { status: 'False', ...why }) },
  ]
  return verdicts.reduce<Condition[]>(
    (conditions, verdict) => withCondition(conditions, verdict),
    pod.status?.conditions ?? [],
  )
}

const addressOf = ({ metadata }: Pod): string => {
  const [a = 0, b = 0] = Buffer.from(metadata.uid.slice(0, 4), 'hex')
  return `10.244.${a}.${Math.max(1, b)}`
}
