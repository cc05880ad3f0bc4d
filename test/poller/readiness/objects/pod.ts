// Pods as a real API server (1.34, containerd 1.6) shows them, without what nobody reads.
import type { KubeObject } from '../../../../shared/kubernetes/open-cluster.ts'

type Container = {
  name?: string
  image?: string
  waiting?: { reason: string; message?: string }
  terminated?: object
  running?: boolean
  lastTerminated?: object
  ready?: boolean
  restartCount?: number
}

type PodOptions = {
  component?: string
  phase?: string
  containers?: Container[]
  initContainers?: Container[]
  conditions?: object[]
  metadata?: Partial<KubeObject['metadata']>
}

export function pod(name: string, o: PodOptions = {}): KubeObject {
  const labels = o.component === undefined ? {} : { 'app.kubernetes.io/component': o.component }
  return {
    metadata: { name, namespace: 'store-a', uid: `uid-${name}`, labels, ...o.metadata },
    spec: {
      containers: (o.containers ?? []).map(({ name: container = 'main', image = 'shop:1' }) => ({
        name: container,
        image,
      })),
    },
    status: {
      phase: o.phase ?? 'Pending',
      conditions: o.conditions ?? [],
      initContainerStatuses: (o.initContainers ?? []).map(statusOf),
      containerStatuses: (o.containers ?? []).map(statusOf),
    },
  }
}

function statusOf({ name = 'main', waiting, terminated, lastTerminated, ready = false, restartCount = 0 }: Container) {
  const state = waiting ? { waiting } : terminated ? { terminated } : { running: { startedAt: '2026-11-24T15:00:00Z' } }
  return { name, state, lastState: lastTerminated ? { terminated: lastTerminated } : {}, ready, restartCount }
}

export const pullMessages = {
  notFound:
    'rpc error: code = NotFound desc = failed to pull and unpack image "r.io/shop:1": failed to resolve reference "r.io/shop:1": r.io/shop:1: not found',
  refused:
    'failed to pull and unpack image "r.io/shop:1": pulling from host r.io failed with status code [manifests 1]: 401 Unauthorized',
  unreachable:
    'failed to do request: Head "https://r.io/v2/shop/manifests/1": dial udp 10.96.0.10:53: connect: network is unreachable',
  unknownName: 'dial tcp: lookup r.io on 10.96.0.10:53: host not found',
  dockerHub: 'pull access denied, repository does not exist or may require authorization',
  hidden: 'Back-off pulling image "r.io/shop:1"',
  shownAgain:
    'Back-off pulling image "r.io/shop:1": ErrImagePull: rpc error: code = NotFound desc = r.io/shop:1: not found',
}

export const exit = (exitCode: number, reason = 'Error', message?: string) => ({
  exitCode,
  reason,
  ...(message === undefined ? {} : { message }),
})

export const unschedulable = (message: string) => [
  { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message },
]
