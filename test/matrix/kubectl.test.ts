// A real kubectl against the sandbox.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/start.ts'
import { create, deployment, isReady, newNamespace, pathOf, podWhere } from '../sandbox/support/objects.ts'
import { type Tools, toolsFor } from '../sandbox/support/run.ts'

let sandbox: Sandbox
let tools: Tools
let namespace: string
let podName: string

beforeAll(async () => {
  sandbox = await startSandbox({ podDelayMs: 20 })
  tools = toolsFor(sandbox)
  namespace = await newNamespace(sandbox)
  await create(sandbox, pathOf.deployments(namespace), deployment('web'))
  const ready = await podWhere(sandbox, namespace, isReady, 'the pod')
  podName = ready['metadata'].name
})
afterAll(async () => {
  tools.close()
  await sandbox.close()
})

const kubectl = async (...args: string[]) => {
  const { code, stdout, stderr } = await tools.kubectl('-n', namespace, ...args)
  return { code, text: stdout + stderr }
}

test('kubectl get shows pods and deployments with their readiness', async () => {
  const { text } = await kubectl('get', 'pods,deploy')
  expect(text).toMatch(/NAME +READY +STATUS +RESTARTS +AGE/)
  expect(text).toMatch(/pod\/web-\S+ +1\/1 +Running +0/)
  expect(text).toMatch(/deployment.apps\/web +1\/1 +1 +1/)
})

test('kubectl get finds by label, over all namespaces, as names, JSON and YAML', async () => {
  expect((await kubectl('get', 'po', '-l', 'app in (web)', '-o', 'name')).text.trim()).toBe(`pod/${podName}`)
  expect((await kubectl('get', 'pods', '-A')).text).toContain(podName)
  expect(JSON.parse((await kubectl('get', 'deploy', 'web', '-o', 'json')).text).kind).toBe('Deployment')
  expect((await kubectl('get', 'deploy', 'web', '-o', 'yaml')).text).toContain('kind: Deployment')
})

test('kubectl describe tells the events of a pod', async () => {
  expect((await kubectl('describe', 'pod', podName)).text).toMatch(/Scheduled.*Successfully assigned/)
})

test('kubectl logs prints the last lines', async () => {
  expect((await kubectl('logs', podName, '--tail=1')).text.trim().split('\n')).toHaveLength(1)
})

test('kubectl auth can-i answers yes, and no to what is forbidden', async () => {
  expect((await kubectl('auth', 'can-i', 'create', 'namespaces')).text).toContain('yes')
  sandbox.setScenario({ forbid: [{ verb: 'delete', resource: 'pods' }] })
  expect((await kubectl('auth', 'can-i', 'delete', 'pods')).text).toContain('no')
  sandbox.setScenario({})
})

test('kubectl wait, scale and rollout status end when the pods are ready', async () => {
  expect((await kubectl('wait', '--for=condition=Available', 'deploy/web', '--timeout=5s')).code).toBe(0)
  expect((await kubectl('scale', 'deploy', 'web', '--replicas=2')).code).toBe(0)
  expect((await kubectl('rollout', 'status', 'deploy', 'web', '--timeout=5s')).text).toContain(
    'successfully rolled out',
  )
})

test('kubectl delete ends when the object is gone', async () => {
  await kubectl('create', 'configmap', 'short', '--from-literal=a=b')
  expect((await kubectl('delete', 'configmap', 'short')).code).toBe(0)
  expect((await kubectl('get', 'configmap', 'short')).text).toContain('configmaps "short" not found')
})

test('kubectl api-resources knows the short names', async () => {
  expect((await kubectl('api-resources')).text).toMatch(/ingresses +ing +networking.k8s.io\/v1 +true +Ingress/)
})
