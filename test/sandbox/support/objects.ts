// Objects for tests, and the making of them in a namespace of their own.
import type { Sandbox } from '../../../sandbox/start.ts'
import { eventually } from '../../support/eventually.ts'
import { call, type Thing } from './client.ts'

let made = 0

export async function newNamespace(sandbox: Sandbox, prefix = 'store-test'): Promise<string> {
  made += 1
  const name = `${prefix}-${made}`
  await create(sandbox, '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  return name
}

/** Fails the test when the sandbox refuses. */
export async function create(sandbox: Sandbox, path: string, body: object): Promise<Thing> {
  const answer = await call(sandbox, 'POST', path, { body })
  if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${answer.body['message']}`)
  return answer.body
}

export const pathOf = {
  pods: (namespace: string) => `/api/v1/namespaces/${namespace}/pods`,
  events: (namespace: string) => `/api/v1/namespaces/${namespace}/events`,
  secrets: (namespace: string) => `/api/v1/namespaces/${namespace}/secrets`,
  configMaps: (namespace: string) => `/api/v1/namespaces/${namespace}/configmaps`,
  services: (namespace: string) => `/api/v1/namespaces/${namespace}/services`,
  claims: (namespace: string) => `/api/v1/namespaces/${namespace}/persistentvolumeclaims`,
  quotas: (namespace: string) => `/api/v1/namespaces/${namespace}/resourcequotas`,
  deployments: (namespace: string) => `/apis/apps/v1/namespaces/${namespace}/deployments`,
  replicaSets: (namespace: string) => `/apis/apps/v1/namespaces/${namespace}/replicasets`,
  statefulSets: (namespace: string) => `/apis/apps/v1/namespaces/${namespace}/statefulsets`,
  jobs: (namespace: string) => `/apis/batch/v1/namespaces/${namespace}/jobs`,
  ingresses: (namespace: string) => `/apis/networking.k8s.io/v1/namespaces/${namespace}/ingresses`,
}

export const pod = (name: string, spec: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: { containers: [{ name: 'main', image: 'shop:1' }], ...spec },
})

export const deployment = (name: string, spec: object = {}, podSpec: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'main', image: 'shop:1' }], ...podSpec },
    },
    ...spec,
  },
})

export const statefulSet = (name: string, spec: object = {}): object => ({
  ...deployment(name, spec),
  kind: 'StatefulSet',
})

export const job = (name: string, spec: object = {}, metadata: object = {}): object => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name, ...metadata },
  spec: {
    template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'setup:1' }] } },
    ...spec,
  },
})

export const claimTemplate = (name: string): object => ({
  metadata: { name },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
})

export const list = async (sandbox: Sandbox, path: string): Promise<Thing[]> =>
  (await call(sandbox, 'GET', path)).body['items']

/** The one pod of a namespace once it fits. */
export const podWhere = (
  sandbox: Sandbox,
  namespace: string,
  fits: (pod: Thing) => unknown,
  what: string,
): Promise<Thing> =>
  eventually(async () => (await list(sandbox, pathOf.pods(namespace))).find((one) => fits(one)), {
    what,
    deadlineMs: 5000,
  })

export const waitingReason = (one: Thing): string | undefined =>
  one['status'].containerStatuses?.[0]?.state.waiting?.reason

export const conditionOf = (thing: Thing, type: string): Thing | undefined =>
  thing['status']?.conditions?.find((condition: Thing) => condition['type'] === type)

export const isReady = (thing: Thing): boolean => conditionOf(thing, 'Ready')?.['status'] === 'True'
