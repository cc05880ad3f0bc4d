// What an operator wants of namespaces, pods and nodes, on a real cluster: it arrives, and the store is READY.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ClusterPlane, openTestCluster, startOnCluster, valuesFile } from './cluster.ts'

const cluster = openTestCluster()
let plane: ClusterPlane
beforeAll(async () => {
  plane = await startOnCluster()
})
afterAll(async () => {
  cluster.close()
  await plane.stop()
})

type Pod = { metadata: { name: string; labels?: Record<string, string> }; spec?: object }

test('a store on chosen nodes, with labels for a mesh and a policy on namespace and pods, becomes READY', async () => {
  const nodeSelector = { 'kubernetes.io/os': 'linux' }
  const tolerations = [{ key: 'dedicated', operator: 'Equal', value: 'shops', effect: 'NoSchedule' }]
  const pods = {
    podLabels: { team: 'shops', number: '012' },
    podAnnotations: { 'example.com/note': 'a: "b" # c' },
    env: { TZ: 'UTC', REGION: { valueFrom: { configMapKeyRef: { name: 'region', key: 'name', optional: true } } } },
    setup: { podLabels: { 'sidecar.istio.io/inject': 'false' } },
  }
  const overlay = join(plane.folder, 'values-pods.yaml')
  writeFileSync(overlay, JSON.stringify({ ...pods, nodeSelector, tolerations }))
  const annotations = { 'openshift.io/node-selector': 'pool=shops,disk=ssd' }
  const poller = plane.startPoller(['--watch'], {
    HELM_VALUES_FILE: valuesFile,
    HELM_ENV_VALUES_FILE: overlay,
    NAMESPACE_LABELS: 'team=shops,istio-injection=disabled,pod-security.kubernetes.io/audit-version=latest',
    NAMESPACE_ANNOTATIONS: JSON.stringify(annotations),
  })
  const { id, namespace } = await plane.create('chosen')
  await plane.until(id, 'READY', 120_000)
  const labels = { team: 'shops', 'istio-injection': 'disabled', 'pod-security.kubernetes.io/enforce': 'restricted' }
  expect((await cluster.getNamespace(namespace))?.metadata).toMatchObject({ labels, annotations })
  const items = (await cluster.list({ resource: 'pods', namespace })).items as Pod[]
  expect(items.length).toBeGreaterThanOrEqual(3)
  for (const { metadata, spec } of items) {
    expect(metadata, metadata.name).toMatchObject({ labels: pods.podLabels, annotations: pods.podAnnotations })
    expect(spec, metadata.name).toMatchObject({ nodeSelector, tolerations: expect.arrayContaining(tolerations) })
  }
  const out = items.filter(({ metadata }) => metadata.labels?.['sidecar.istio.io/inject'] === 'false')
  expect(out.map(({ metadata }) => metadata.name)).toEqual([expect.stringMatching(/^setup-/)])
  await plane.call('DELETE', `/stores/${id}`)
  await plane.until(id, 'DELETED', 120_000)
  expect(await poller.stop()).toBe(0)
})
