// A cluster and a Helm that shout a store's credentials wherever the poller listens, each place by itself.
import type { Helm, HelmResult } from '../../../shared/helm/open-helm.ts'
import { ClusterError, type ClusterErrorKind } from '../../../shared/kubernetes/cluster-error.ts'
import type { Cluster, KubeObject } from '../../../shared/kubernetes/open-cluster.ts'
import type { WorkloadObjects } from '../../../shared/kubernetes/workloads.ts'
import type { Store } from '../../../shared/stores/index.ts'
import type { Placed } from '../../support/place-store.ts'
import { store as running } from '../readiness/evaluating.ts'
import { event, job, overLimit } from '../readiness/objects/job.ts'
import { exit, pod, unschedulable } from '../readiness/objects/pod.ts'
import { claim } from '../readiness/objects/volume-claim.ts'
import { deployment, notReady, replicaFailure, statefulSet } from '../readiness/objects/workloads.ts'
import { helmThat } from '../ticking.ts'

type Objects = Partial<WorkloadObjects> & { events?: KubeObject[]; namespaces?: KubeObject[]; secrets?: KubeObject[] }

export type Place = {
  placed: Placed
  /** What is in the cluster beside a namespace and a deployed release. */
  objects?: (shout: string) => Objects
  cluster?: (shout: string) => Partial<Cluster>
  helm?: (shout: string) => Helm
  connect?: (shout: string) => Promise<void>
  /** Whether it is heard, and shown without the credential. */
  isShown: boolean
}

const ready: Placed = { status: 'READY', store: { key_id: null } }
const watched: Placed = { step: 'web', store: { url: 'http://x', host: 'x' } }
const deleting: Placed = { status: 'DELETING' }

const refusal = (kind: ClusterErrorKind, shout: string) => Promise.reject(new ClusterError(kind, `GET it: ${shout}`))
const crashing = (shout: string) =>
  pod('web-1', {
    component: 'web',
    phase: 'Running',
    containers: [
      {
        waiting: { reason: 'CrashLoopBackOff', message: shout },
        lastTerminated: exit(1, 'Error', shout),
        restartCount: 9,
      },
    ],
  })
const deployedButNot = { deployments: [deployment('web', { status: notReady })] }
const transient = (message: string): HelmResult => ({ outcome: 'transient', message, output: message })
const nothing = { namespaces: [], secrets: [] }
const failing = async (result: HelmResult) => result

export const places: Record<string, Place> = {
  'a READY store whose container misses a Secret of that name': {
    placed: ready,
    objects: (shout) => ({ ...deployedButNot, pods: [missing(shout)] }),
    isShown: true,
  },
  'a READY store whose container crashes': {
    placed: ready,
    objects: (shout) => ({ ...deployedButNot, pods: [crashing(shout)] }),
    isShown: false,
  },
  'a READY store whose pods are refused': {
    placed: ready,
    objects: (shout) => ({ deployments: [deployment('web', { status: replicaFailure(shout) })] }),
    isShown: false,
  },
  'a READY store whose release claims a state of its own': {
    placed: ready,
    objects: (shout) => ({ secrets: [releaseAs(shout)] }),
    isShown: false,
  },
  'a READY store of which one look alone fails': {
    placed: ready,
    objects: () => ({ ...deployedButNot, pods: [pulling('Back-off pulling image "r.io/shop:1"')] }),
    cluster: (shout) => ({ list: failingFor('events', shout, 'server_error') }),
    isShown: true,
  },
  'a sweep that meets an outage': {
    placed: ready,
    cluster: (shout) => ({ list: () => refusal('server_error', shout) }),
    isShown: true,
  },
  'a sweep without a connection': { placed: ready, connect: (shout) => refusal('unreachable', shout), isShown: true },
  'a sweep that breaks in a way of its own': {
    placed: ready,
    cluster: (shout) => ({ list: () => Promise.reject(new TypeError(shout, { cause: new Error(shout) })) }),
    isShown: true,
  },
  'a fault that waits: a Secret that is missing': {
    placed: watched,
    objects: (shout) => ({ ...deployedButNot, pods: [missing(shout)] }),
    isShown: true,
  },
  'a fault that waits: a container that crashes': {
    placed: watched,
    objects: (shout) => ({ ...deployedButNot, pods: [crashing(shout)] }),
    isShown: true,
  },
  'a fault that waits: an image that cannot be pulled': {
    placed: watched,
    objects: (shout) => ({ ...deployedButNot, pods: [pulling(`dial tcp: i/o timeout: ${shout}`)] }),
    isShown: true,
  },
  'a fault that waits: a pod without a node': {
    placed: watched,
    objects: (shout) => ({
      ...deployedButNot,
      pods: [pod('web-1', { component: 'web', conditions: unschedulable(shout) })],
    }),
    isShown: true,
  },
  'a fault that waits: a volume, told by events': {
    placed: watched,
    objects: (shout) => ({
      persistentvolumeclaims: [claim('Pending')],
      statefulsets: [statefulSet('database', { status: { readyReplicas: 0 } })],
      events: [event('PersistentVolumeClaim', 'data-database-0', { reason: 'ProvisioningFailed', message: shout })],
    }),
    isShown: true,
  },
  'a set-up that failed, with its log and events': {
    placed: watched,
    objects: (shout) => ({
      jobs: [job(overLimit)],
      pods: [
        pod('setup-1f-1', {
          component: 'setup',
          phase: 'Failed',
          containers: [{ name: 'setup', terminated: exit(1, 'Error', shout) }],
        }),
      ],
      events: [event('Pod', 'setup-1f-1', { reason: 'Failed', message: shout })],
    }),
    cluster: (shout) => ({ podLog: async () => `first\n${shout}\nlast` }),
    isShown: true,
  },
  'a release in a state of its own': {
    placed: watched,
    objects: (shout) => ({ secrets: [releaseAs(shout)] }),
    isShown: false,
  },
  'a deletion whose namespace is held': {
    placed: deleting,
    objects: (shout) => ({ namespaces: [heldNamespace(shout)], secrets: [] }),
    isShown: true,
  },
  'a namespace that may not be removed': {
    placed: deleting,
    objects: () => ({ secrets: [] }),
    cluster: (shout) => ({ deleteNamespace: () => refusal('forbidden', shout) }),
    isShown: true,
  },
  'an uninstall that fails': { placed: deleting, helm: (shout) => uninstalling(transient(shout)), isShown: true },
  'a claim that meets an outage': {
    placed: {},
    cluster: (shout) => ({ list: () => refusal('timeout', shout) }),
    isShown: true,
  },
  'a claim without a connection': { placed: {}, connect: (shout) => refusal('unauthorized', shout), isShown: true },
  'a look that breaks in a way of its own': {
    placed: {},
    cluster: (shout) => ({ list: () => Promise.reject(new SyntaxError(shout, { cause: new Error(shout) })) }),
    isShown: true,
  },
  ...Object.fromEntries(
    (['forbidden', 'refused', 'server_error'] as const).map((kind) => [
      `a namespace that is not made: ${kind}`,
      {
        placed: {},
        objects: () => nothing,
        cluster: (shout: string) => ({ createNamespace: () => refusal(kind, shout) }),
        isShown: true,
      },
    ]),
  ),
  'a namespace that somebody else has': {
    placed: {},
    objects: () => nothing,
    cluster: (shout) => ({
      createNamespace: async () => 'exists',
      getNamespace: async () => ({ metadata: { name: 'n', labels: { 'storeplane.dev/installation': shout } } }),
    }),
    isShown: true,
  },
  'a Helm without a connection': installing((shout) => transient(`${shout}: EOF`)),
  'a Helm that fails for a while': installing((shout) => transient(shout)),
  'a Helm that refuses permanently': installing((shout) => ({
    outcome: 'permanent',
    code: 'chart_invalid',
    message: shout,
    output: shout,
  })),
  'a Helm that cannot be run': {
    ...installing(() => transient('')),
    helm: (shout) => helmThat(() => Promise.reject(new Error(shout, { cause: new Error(shout) }))),
  },
  'a cluster that is away after a Helm': {
    ...installing(() => ({ outcome: 'stopped', by: 'wall_clock', output: '' })),
    cluster: (shout) => ({ version: () => refusal('server_error', shout) }),
  },
}

function installing(result: (shout: string) => HelmResult): Place {
  return { placed: {}, objects: () => nothing, helm: (shout) => helmThat(() => failing(result(shout))), isShown: true }
}

function uninstalling(result: HelmResult): Helm {
  return { ...helmThat(() => failing(result)), uninstall: () => failing(result) }
}

/** Its name, which may be anything here, stands in the plain sentence. */
function missing(secret: string): KubeObject {
  const waiting = { reason: 'CreateContainerConfigError', message: `secret "${secret.replaceAll('"', '')}" not found` }
  return pod('web-1', { component: 'web', containers: [{ waiting }] })
}

function pulling(message: string): KubeObject {
  return pod('web-1', { component: 'web', containers: [{ waiting: { reason: 'ImagePullBackOff', message } }] })
}

function releaseAs(status: string): KubeObject {
  return { metadata: { name: 'sh.helm.release.v1.it.v1', labels: { status, version: '1' } } }
}

function heldNamespace(message: string): KubeObject {
  const conditions = [{ type: 'NamespaceFinalizersRemaining', status: 'True', message }]
  return { metadata: { name: '', deletionTimestamp: '2026-11-24T15:00:00Z' }, status: { conditions } }
}

const failingFor =
  (failing: string, shout: string, kind: ClusterErrorKind): Cluster['list'] =>
  ({ resource }) =>
    resource === failing ? refusal(kind, shout) : Promise.reject(new Error(`${resource} are listed elsewhere`))

/** The cluster of a place: its objects as those of the store, and what it does otherwise. */
export function hostileCluster({ objects, cluster }: Place, store: Store, shout: string): Partial<Cluster> {
  const there: Record<string, KubeObject[]> = {
    namespaces: [{ metadata: { name: store.namespace, uid: 'u' } }],
    secrets: [releaseAs('deployed')],
    ...running(),
    ...objects?.(shout),
  }
  const over = cluster?.(shout) ?? {}
  return {
    ...over,
    list: async (question) => {
      if (over.list && (!objects || question.resource === 'events')) return over.list(question)
      const items = (there[question.resource] ?? []).map((object) => owned(object, store, question.resource))
      return { items, serverTimeMs: Date.parse('2026-11-24T15:00:00Z') }
    },
  }
}

function owned(object: KubeObject, { id, namespace }: Store, resource: string): KubeObject {
  const labels = { ...object.metadata.labels, name: id, 'storeplane.dev/store': id }
  const name = { namespaces: namespace, secrets: `sh.helm.release.v1.${id}.v1` }[resource] ?? object.metadata.name
  return { ...object, metadata: { ...object.metadata, namespace, name, labels } }
}
