// Tables for people: the columns `kubectl get` shows.
import type { ClusterEvent } from '../objects/configuration.ts'
import type { Ingress, Service } from '../objects/network.ts'
import { type Fields, isFields, type KubeObject, partialMetadata } from '../objects/object.ts'
import type { Pod } from '../objects/pod.ts'
import type { Resource } from '../objects/resources.ts'
import type { Job } from '../objects/workloads.ts'

type Column = [name: string, cell: (object: KubeObject) => unknown]

export function tableOf(resource: Resource, objects: KubeObject[], metadata: object, query: URLSearchParams): object {
  const columns = columnsOf(resource)
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: columns.map(([name]) => ({
      name,
      type: 'string',
      format: name === 'Name' ? 'name' : '',
      description: name,
      priority: 0,
    })),
    rows: objects.map((object) => ({
      cells: columns.map(([, cell]) => cell(object)),
      object: query.get('includeObject') === 'Object' ? object : partialMetadata(object),
    })),
  }
}

const name: Column = ['Name', ({ metadata }) => metadata.name]
const age: Column = ['Age', ({ metadata }) => since(metadata.creationTimestamp)]

function columnsOf({ key }: Resource): Column[] {
  if (key === 'events') return eventColumns
  return [name, ...(columns[key] ?? []), age]
}

const read = (object: KubeObject, ...path: string[]): unknown =>
  path.reduce<unknown>((value, step) => (isFields(value) ? value[step] : undefined), object)
const at =
  (...path: string[]) =>
  (object: KubeObject): unknown =>
    read(object, ...path) ?? ''
const amount =
  (...path: string[]) =>
  (object: KubeObject): number =>
    Number(read(object, ...path) ?? 0)

const columns: Record<string, Column[]> = {
  pods: [
    ['Ready', (pod) => readyContainers(pod as Pod)],
    ['Status', (pod) => podStatus(pod as Pod)],
    [
      'Restarts',
      (pod) => ((pod as Pod).status?.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0),
    ],
  ],
  'deployments.apps': [
    ['Ready', (object) => `${amount('status', 'readyReplicas')(object)}/${amount('spec', 'replicas')(object)}`],
    ['Up-to-date', amount('status', 'updatedReplicas')],
    ['Available', amount('status', 'availableReplicas')],
  ],
  'replicasets.apps': [
    ['Desired', amount('spec', 'replicas')],
    ['Current', amount('status', 'replicas')],
    ['Ready', amount('status', 'readyReplicas')],
  ],
  'statefulsets.apps': [
    ['Ready', (object) => `${amount('status', 'readyReplicas')(object)}/${amount('spec', 'replicas')(object)}`],
  ],
  'jobs.batch': [
    [
      'Status',
      (job) =>
        (job as Job).status?.conditions?.find(
          ({ type, status }) => status === 'True' && ['Complete', 'Failed'].includes(type),
        )?.type ?? 'Running',
    ],
    ['Completions', (job) => `${amount('status', 'succeeded')(job)}/${amount('spec', 'completions')(job)}`],
  ],
  services: [
    ['Type', at('spec', 'type')],
    ['Cluster-IP', at('spec', 'clusterIP')],
    [
      'Port(s)',
      (service) => ((service as Service).spec.ports ?? []).map((port) => `${port.port}/${port.protocol}`).join(','),
    ],
  ],
  'ingresses.networking.k8s.io': [
    ['Class', at('spec', 'ingressClassName')],
    ['Hosts', (ingress) => ((ingress as Ingress).spec.rules ?? []).map((rule) => rule.host ?? '*').join(',')],
    ['Address', (ingress) => ((ingress as Ingress).status?.loadBalancer?.ingress ?? []).map(({ ip }) => ip).join(',')],
  ],
  namespaces: [['Status', at('status', 'phase')]],
  nodes: [
    ['Status', () => 'Ready'],
    ['Version', at('status', 'nodeInfo', 'kubeletVersion')],
  ],
  persistentvolumeclaims: [
    ['Status', at('status', 'phase')],
    ['Volume', at('spec', 'volumeName')],
    ['Capacity', at('status', 'capacity', 'storage')],
    ['Storageclass', at('spec', 'storageClassName')],
  ],
  persistentvolumes: [
    ['Capacity', at('spec', 'capacity', 'storage')],
    ['Status', at('status', 'phase')],
    ['Claim', (volume) => `${at('spec', 'claimRef', 'namespace')(volume)}/${at('spec', 'claimRef', 'name')(volume)}`],
  ],
  secrets: [
    ['Type', at('type')],
    ['Data', ({ data }) => Object.keys((data ?? {}) as Fields).length],
  ],
  configmaps: [['Data', ({ data }) => Object.keys((data ?? {}) as Fields).length]],
}

const eventColumns: Column[] = [
  ['Last Seen', (event) => since(String(event['lastTimestamp'] ?? event.metadata.creationTimestamp))],
  ['Type', at('type')],
  ['Reason', at('reason')],
  [
    'Object',
    (event) =>
      `${(event as ClusterEvent).involvedObject.kind.toLowerCase()}/${(event as ClusterEvent).involvedObject.name}`,
  ],
  ['Message', at('message')],
]

function readyContainers({ spec, status }: Pod): string {
  return `${(status?.containerStatuses ?? []).filter(({ ready }) => ready).length}/${spec.containers.length}`
}

function podStatus({ metadata, status }: Pod): string {
  if (metadata.deletionTimestamp) return 'Terminating'
  const inits = status?.initContainerStatuses ?? []
  const open = inits.findIndex(({ state }) => state.terminated?.exitCode !== 0)
  const init = inits[open]?.state
  if (init?.waiting && init.waiting.reason !== 'PodInitializing') return `Init:${init.waiting.reason}`
  if (open >= 0 && init && !init.waiting) return `Init:${open}/${inits.length}`
  for (const { state } of status?.containerStatuses ?? []) {
    const reason = state.waiting?.reason ?? state.terminated?.reason
    if (reason) return reason
  }
  return status?.phase ?? 'Unknown'
}

function since(text: string): string {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(text)) / 1000))
  if (seconds < 120) return `${seconds}s`
  if (seconds < 7200) return `${Math.floor(seconds / 60)}m`
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)}h` : `${Math.floor(seconds / 86_400)}d`
}
