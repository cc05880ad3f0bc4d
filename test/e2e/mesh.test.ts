// A store in a cluster that wants something of namespaces and pods, on the built programs: what the operator says arrives.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())

type Pod = { metadata: { name: string; labels?: Record<string, string> }; spec?: object }

test('a store whose namespace and pods carry what a mesh and a policy want becomes READY', async () => {
  const pods = {
    podLabels: { team: 'shops' },
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'shops', effect: 'NoSchedule' }],
    env: { TZ: 'Europe/Berlin' },
    setup: { podLabels: { 'sidecar.istio.io/inject': 'false' } },
  }
  const file = join(stack.folder, 'values-mesh.json')
  const usual = JSON.parse(readFileSync(String(stack.sandbox.settings['HELM_ENV_VALUES_FILE']), 'utf8'))
  writeFileSync(file, JSON.stringify({ ...usual, ...pods }))
  const annotations = { 'openshift.io/node-selector': 'pool=shops,disk=ssd' }
  const poller = stack.startPoller(['--watch'], {
    HELM_ENV_VALUES_FILE: file,
    NAMESPACE_LABELS: 'team=shops, istio-injection=enabled, pod-security.kubernetes.io/audit=restricted',
    NAMESPACE_ANNOTATIONS: JSON.stringify(annotations),
  })
  const { id, namespace } = await stack.create('meshed')
  await stack.until(id, 'READY')
  const found = (await stack.sandbox.get('/api/v1/namespaces')).items.find(
    ({ metadata }) => metadata.name === namespace,
  )
  const labels = {
    team: 'shops',
    'istio-injection': 'enabled',
    'pod-security.kubernetes.io/audit': 'restricted',
    'pod-security.kubernetes.io/enforce': 'restricted',
    'storeplane.dev/store': id,
  }
  expect(found).toMatchObject({ metadata: { annotations, labels } })
  const { items } = (await stack.sandbox.get(`/api/v1/namespaces/${namespace}/pods`)) as { items: Pod[] }
  for (const { metadata, spec } of items) {
    expect(metadata.labels?.['team'], metadata.name).toBe('shops')
    expect(spec, metadata.name).toMatchObject({ nodeSelector: pods.nodeSelector, tolerations: pods.tolerations })
  }
  const out = items.filter(({ metadata }) => metadata.labels?.['sidecar.istio.io/inject'] === 'false')
  expect(out.map(({ metadata }) => metadata.name)).toEqual([expect.stringMatching(/^setup-/)])
  await poller.stop()
})

test('values that would take a label of ours fail a store with the label and the cure', async () => {
  const file = join(stack.folder, 'values-stolen.json')
  const usual = JSON.parse(readFileSync(String(stack.sandbox.settings['HELM_ENV_VALUES_FILE']), 'utf8'))
  writeFileSync(file, JSON.stringify({ ...usual, podLabels: { 'storeplane.dev/store': 'other' } }))
  const poller = stack.startPoller(['--watch'], { HELM_ENV_VALUES_FILE: file })
  const { id } = await stack.create('stolen')
  expect(await stack.until(id, 'FAILED')).toMatchObject({
    failure_code: 'chart_invalid',
    failure_reason: expect.stringMatching(/podLabels has storeplane\.dev\/store, which .* sets itself; take it out/),
  })
  await poller.stop()
})
