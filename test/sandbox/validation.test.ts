// What the sandbox refuses because the real server does.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/start.ts'
import { eventually } from '../support/eventually.ts'
import { call } from './support/client.ts'
import {
  claimTemplate,
  create,
  deployment,
  job,
  list,
  newNamespace,
  pathOf,
  pod,
  statefulSet,
} from './support/objects.ts'

let sandbox: Sandbox
let namespace: string

beforeAll(async () => {
  sandbox = await startSandbox({ podDelayMs: 20 })
  namespace = await newNamespace(sandbox)
})
afterAll(() => sandbox.close())

const service = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { ports: [{ port: 80 }] },
})
const secret = (name: string, data: object) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name }, data })
const mismatched = deployment('mismatched', { selector: { matchLabels: { app: 'another' } } })
const labelled = { ...pod('labelled'), metadata: { name: 'labelled', labels: { long: 'x'.repeat(64) } } }
const ingress = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'typeless' },
  spec: { rules: [{ host: 'a.localhost', http: { paths: [{ path: '/' }] } }] },
}

test.each([
  [
    'a Service whose name starts with a digit',
    pathOf.services,
    service('99bikes'),
    422,
    'a DNS-1035 label must consist of',
  ],
  ['a name with capitals', pathOf.secrets, secret('Upper', {}), 422, 'a lowercase RFC 1123 subdomain must consist of'],
  ['a label value of 64 characters', pathOf.pods, labelled, 422, 'must be no more than 63 characters'],
  ['data that is not base64', pathOf.secrets, secret('plain', { a: 'nö' }), 400, 'illegal base64 data at input byte 1'],
  [
    'a selector that misses the template',
    pathOf.deployments,
    mismatched,
    422,
    '`selector` does not match template `labels`',
  ],
  ['a Job name of 64 characters', pathOf.jobs, job('j'.repeat(64)), 422, 'must be no more than 63 characters'],
  ['a pod without containers', pathOf.pods, pod('empty', { containers: [] }), 422, 'spec.containers: Required value'],
  ['an Ingress path without a type', pathOf.ingresses, ingress, 422, 'pathType must be specified'],
  ['an object of another kind', pathOf.secrets, service('other'), 400, 'cannot be handled as a Secret'],
  [
    'an object without a name',
    pathOf.secrets,
    { apiVersion: 'v1', kind: 'Secret' },
    422,
    'name or generateName is required',
  ],
])('%s is refused', async (_what, path, body, status, message) => {
  const answer = await call(sandbox, 'POST', path(namespace), { body })
  expect(answer.status).toBe(status)
  expect(answer.body['message']).toContain(message)
})

const merge = { 'content-type': 'application/merge-patch+json' }

test.each([
  [
    'the template of a Job',
    pathOf.jobs,
    job('fixed-job'),
    { spec: { template: { metadata: { labels: { a: 'b' } } } } },
    'field is immutable',
  ],
  [
    'the selector of a Deployment',
    pathOf.deployments,
    deployment('fixed-deployment'),
    { spec: { selector: { matchLabels: { app: 'x' } } } },
    'field is immutable',
  ],
  [
    'the service name of a StatefulSet',
    pathOf.statefulSets,
    statefulSet('fixed-set'),
    { spec: { serviceName: 'x' } },
    'updates to statefulset spec for fields other than',
  ],
  [
    'the address of a Service',
    pathOf.services,
    service('fixed-service'),
    { spec: { clusterIP: '10.96.9.9' } },
    'may not change once set',
  ],
])('%s cannot be changed', async (_what, path, body, patch, message) => {
  const made = await create(sandbox, path(namespace), body)
  const target = `${path(namespace)}/${made['metadata'].name}`
  const answer = await call(sandbox, 'PATCH', target, { body: patch, headers: merge })
  expect(answer.status).toBe(422)
  expect(answer.body['message']).toContain(message)
})

test('replicas and template of a StatefulSet can be changed', async () => {
  await create(
    sandbox,
    pathOf.statefulSets(namespace),
    statefulSet('changing', { volumeClaimTemplates: [claimTemplate('data')] }),
  )
  const target = `${pathOf.statefulSets(namespace)}/changing`
  const patch = { spec: { replicas: 0, template: { metadata: { labels: { app: 'changing', more: 'x' } } } } }
  expect((await call(sandbox, 'PATCH', target, { body: patch, headers: merge })).status).toBe(200)
})

test('a StatefulSet of 55 characters is accepted, and its pods are refused for their revision label', async () => {
  const place = await newNamespace(sandbox)
  await create(sandbox, pathOf.statefulSets(place), statefulSet('s'.repeat(55)))
  const refusal = await eventually(
    async () => (await list(sandbox, pathOf.events(place))).find((event) => event['reason'] === 'FailedCreate'),
    { what: 'FailedCreate' },
  )
  expect(refusal['message']).toContain('must be no more than 63 characters')
  expect(await list(sandbox, pathOf.pods(place))).toEqual([])
})

test('pods beyond the quota are an event and a condition of ReplicaSet and Deployment', async () => {
  const place = await newNamespace(sandbox)
  const quota = { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'few' }, spec: { hard: { pods: '1' } } }
  await create(sandbox, pathOf.quotas(place), quota)
  await create(sandbox, pathOf.deployments(place), deployment('web', { replicas: 2 }))
  const condition = await eventually(
    async () => {
      const { status } = (await call(sandbox, 'GET', `${pathOf.deployments(place)}/web`)).body
      return status.conditions?.find((one: { type: string }) => one.type === 'ReplicaFailure')
    },
    { what: 'ReplicaFailure' },
  )
  expect(condition.message).toContain('exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1')
  expect(await list(sandbox, pathOf.pods(place))).toHaveLength(1)
  const used = (await call(sandbox, 'GET', `${pathOf.quotas(place)}/few`)).body['status'].used
  expect(used).toEqual({ pods: '1' })
})

test('what exceeds no quota any more is made', async () => {
  const place = await newNamespace(sandbox)
  const quota = { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'none' }, spec: { hard: { pods: '0' } } }
  await create(sandbox, pathOf.quotas(place), quota)
  await create(sandbox, pathOf.deployments(place), deployment('web'))
  await eventually(async () =>
    (await list(sandbox, pathOf.events(place))).some((event) => event['reason'] === 'FailedCreate'),
  )
  await call(sandbox, 'DELETE', `${pathOf.quotas(place)}/none`)
  await eventually(async () => (await list(sandbox, pathOf.pods(place))).length === 1, { what: 'the pod' })
})
