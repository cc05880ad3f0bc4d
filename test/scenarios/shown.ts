// When the cluster itself showed a fault of a store for the first time: by its warnings, and by how containers ended.
import type { Stage } from './stage.ts'

type Event = {
  reason?: string
  message?: string
  type?: string
  firstTimestamp?: string | null
  eventTime?: string | null
  metadata: { creationTimestamp: string }
}
type Terminated = { reason?: string; exitCode: number; finishedAt?: string }
type ContainerStatus = { state?: { terminated?: Terminated }; lastState?: { terminated?: Terminated } }
type Condition = { type: string; status: string; lastTransitionTime?: string }
type Pod = {
  metadata: { name: string }
  status?: {
    conditions?: Condition[]
    initContainerStatuses?: ContainerStatus[]
    containerStatuses?: ContainerStatus[]
  }
}

/** Milliseconds since the epoch, to whole seconds as the cluster notes them, rounded down; undefined where nothing shows it. */
export async function firstShownAt({ api }: Stage, namespace: string, pattern: RegExp): Promise<number | undefined> {
  const list = async <T>(kind: string): Promise<T[]> =>
    JSON.parse((await api('GET', `/api/v1/namespaces/${namespace}/${kind}`)).text).items
  const [events, pods] = await Promise.all([list<Event>('events'), list<Pod>('pods')])
  const warned = events
    .filter(({ type, reason, message }) => type === 'Warning' && pattern.test(`${reason}: ${message}`))
    .map(({ firstTimestamp, eventTime, metadata }) => firstTimestamp ?? eventTime ?? metadata.creationTimestamp)
  const ended = pods
    .flatMap(({ status }) => [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])])
    .flatMap(({ state, lastState }) => [state?.terminated, lastState?.terminated])
    .filter(
      (end) => end !== undefined && end.exitCode !== 0 && pattern.test(`${end.reason}, exit code ${end.exitCode}`),
    )
    .map((end) => end?.finishedAt ?? '')
  // A shop's wrong answer no object shows: it begins where its pod lets visitors in.
  const opened = pods
    .filter(({ metadata }) => pattern.test(`pod ${metadata.name} is Ready`))
    .flatMap(({ status }) => status?.conditions ?? [])
    .filter(({ type, status }) => type === 'Ready' && status === 'True')
    .map(({ lastTransitionTime }) => lastTransitionTime ?? '')
  const times = [...warned, ...ended, ...opened].map((at) => Date.parse(at)).filter(Number.isFinite)
  return times.length === 0 ? undefined : Math.floor(Math.min(...times) / 1000) * 1000
}
