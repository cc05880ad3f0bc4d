// The control plane's NetworkPolicies against a table of flows: what must pass, and what must not.
import { expect, test } from 'vitest'
import { type Endpoint, type Flow, type Policy, passes } from '../chart/network.ts'
import { forms, podsOf, renderPlatform } from './chart.ts'

const namespace = 'storeplane-system'
const resolver: Endpoint = { ip: '10.96.0.10', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } }
const ingress: Endpoint = { ip: '10.244.1.2', namespace: 'ingress', labels: { app: 'controller' } }
const prometheus: Endpoint = { ip: '10.244.1.4', namespace: 'monitoring', labels: { app: 'prometheus' } }
const stranger: Endpoint = { ip: '10.244.1.3', namespace: 'default', labels: { app: 'web' } }
const store: Endpoint = { ip: '10.244.3.3', namespace: 'store-a-abc123', labels: { app: 'web' } }
const apiService: Endpoint = { ip: '10.96.0.1' }
const apiNode: Endpoint = { ip: '192.168.5.2' }
const loadBalancer: Endpoint = { ip: '203.0.113.9' }
const database: Endpoint = { ip: '203.0.113.7' }
const metadataService: Endpoint = { ip: '169.254.169.254' }

test('flows that functions and poller live on pass', () => {
  const { policies, pod } = tableOf(forms.server)
  const [functions, poller] = [pod('functions'), pod('poller')]
  const wanted: [string, Flow][] = [
    ['ingress → functions', { from: ingress, to: functions, port: 5000 }],
    ['a named client → functions', { from: prometheus, to: functions, port: 5000 }],
    ['functions → database', { from: functions, to: database, port: 8443 }],
    ['functions → DNS', { from: functions, to: resolver, port: 53, protocol: 'UDP' }],
    ['poller → database', { from: poller, to: database, port: 8443 }],
    ['poller → DNS', { from: poller, to: resolver, port: 53, protocol: 'UDP' }],
    ['poller → Kubernetes API by its Service', { from: poller, to: apiService, port: 443 }],
    ['poller → Kubernetes API by its node', { from: poller, to: apiNode, port: 6443 }],
    ["poller → a store's URL", { from: poller, to: loadBalancer, port: 443 }],
    ["poller → a store's URL, as the controller's pod sees it", { from: poller, to: ingress, port: 8443 }],
  ]
  expect(failing(wanted, (flow) => passes(policies, flow))).toEqual([])
})

test('flows that nobody needs do not pass, and into the poller none does', () => {
  const { policies, pod } = tableOf(forms.server)
  const [functions, poller] = [pod('functions'), pod('poller')]
  const everybody = { ingress, prometheus, stranger, store, functions }
  const unwanted: [string, Flow][] = [
    ...Object.entries(everybody).map(([name, from]): [string, Flow] => [
      `${name} → poller`,
      { from, to: poller, port: 5000 },
    ]),
    ['stranger → functions', { from: stranger, to: functions, port: 5000 }],
    ['a store → functions', { from: store, to: functions, port: 5000 }],
    ['functions → Kubernetes API', { from: functions, to: apiService, port: 443 }],
    ['functions → Kubernetes API by its node', { from: functions, to: apiNode, port: 6443 }],
    ['functions → a store', { from: functions, to: store, port: 8080 }],
    ['poller → a store past the ingress', { from: poller, to: store, port: 8080 }],
    ['poller → metadata service', { from: poller, to: metadataService, port: 80 }],
    ['functions → metadata service', { from: functions, to: metadataService, port: 80 }],
  ]
  expect(failing(unwanted, (flow) => !passes(policies, flow))).toEqual([])
})

test('with a file the one pod takes what functions take, and sends what the poller sends', () => {
  const { policies, pod } = tableOf({ ...forms.file, stores: { urlTemplate: 'http://{name}.{domain}:8080' } })
  const both = pod('control-plane')
  expect(passes(policies, { from: ingress, to: both, port: 5000 })).toBe(true)
  expect(passes(policies, { from: stranger, to: both, port: 5000 })).toBe(false)
  expect(passes(policies, { from: both, to: apiService, port: 443 })).toBe(true)
  expect(passes(policies, { from: both, to: loadBalancer, port: 8080 })).toBe(true)
  expect(passes(policies, { from: both, to: metadataService, port: 8080 })).toBe(false)
})

function tableOf(values: Parameters<typeof renderPlatform>[0]) {
  const manifests = renderPlatform(values)
  const policies = manifests
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .map(({ spec }) => ({ ...(spec as unknown as Omit<Policy, 'namespace'>), namespace }))
  const pods = new Map(
    podsOf(manifests).map(({ pod: { metadata } }) => [metadata.labels['app.kubernetes.io/component'], metadata.labels]),
  )
  const pod = (component: string): Endpoint => {
    const labels = pods.get(component)
    if (!labels) throw new Error(`no pod of ${component}`)
    return { ip: `10.244.2.${component.length}`, namespace, labels, ports: { http: 5000 } }
  }
  return { policies, pod }
}

function failing(flows: [string, Flow][], holds: (flow: Flow) => boolean): string[] {
  return flows.filter(([, flow]) => !holds(flow)).map(([name]) => name)
}
