// The rendered NetworkPolicies against a table of flows: what must pass, and what must not.
import { expect, test } from 'vitest'
import { type Engine, engines, type Manifest, podsOf, render } from './chart.ts'
import { type Endpoint, type Flow, type Policy, passes } from './network.ts'

const resolver: Endpoint = { ip: '10.96.0.10', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } }
const nodeResolver: Endpoint = { ip: '169.254.20.10' }
const ingress: Endpoint = { ip: '10.244.1.2', namespace: 'ingress', labels: { app: 'controller' } }
const stranger: Endpoint = { ip: '10.244.1.3', namespace: 'default', labels: { app: 'web' } }
const metadataService: Endpoint = { ip: '169.254.169.254' }
const apiService: Endpoint = { ip: '10.96.0.1' }
const apiNode: Endpoint = { ip: '192.168.5.2' }
const internet: Endpoint = { ip: '203.0.113.7' }

type Table = {
  policies: Policy[]
  pod(component: string): Endpoint
  foreign(component: string): Endpoint
  database: number
  web: number
}

test.each(engines)('flows that a %s store lives on pass', (engine) => {
  const { policies, pod, database, web } = tableOf(engine)
  const wanted: [string, Flow][] = [
    ['ingress → web', { from: ingress, to: pod('web'), port: web }],
    ['web → database', { from: pod('web'), to: pod('database'), port: database }],
    ['setup → database', { from: pod('setup'), to: pod('database'), port: database }],
    ['setup → web', { from: pod('setup'), to: pod('web'), port: web }],
    ['web → a payment service', { from: pod('web'), to: internet, port: 443 }],
    ['setup → where plugins come from', { from: pod('setup'), to: internet, port: 443 }],
    ...componentsOf(engine).flatMap((component) =>
      [resolver, nodeResolver].flatMap((to) =>
        (['UDP', 'TCP'] as const).map((protocol): [string, Flow] => [
          `${component} → DNS at ${to.ip} by ${protocol}`,
          { from: pod(component), to, port: 53, protocol },
        ]),
      ),
    ),
    ...(engine === 'medusa' ? ['web', 'setup'] : []).map((component): [string, Flow] => [
      `${component} → cache`,
      { from: pod(component), to: pod('cache'), port: 6379 },
    ]),
  ]
  expect(wanted.filter(([, flow]) => !passes(policies, flow)).map(([name]) => name)).toEqual([])
})

test.each(engines)('flows that nothing in or around a %s store needs do not pass', (engine) => {
  const { policies, pod, foreign, database, web } = tableOf(engine)
  const everyone = componentsOf(engine)
  const unwanted: [string, Flow][] = [
    ...everyone.flatMap((component): [string, Flow][] => [
      ...[80, 443].map((port): [string, Flow] => [
        `${component} → metadata service :${port}`,
        { from: pod(component), to: metadataService, port },
      ]),
      [`${component} → API server by its Service`, { from: pod(component), to: apiService, port: 443 }],
      [`${component} → API server on its node`, { from: pod(component), to: apiNode, port: 6443 }],
      [`${component} → another store's database`, { from: pod(component), to: foreign('database'), port: database }],
      [`${component} → another store's web`, { from: pod(component), to: foreign('web'), port: web }],
      [
        `another store's web → ${component}`,
        { from: foreign('web'), to: pod(component), port: portOf(engine, component) },
      ],
      [`a stranger → ${component}`, { from: stranger, to: pod(component), port: portOf(engine, component) }],
      [`${component} → SMTP without the value`, { from: pod(component), to: internet, port: 587 }],
    ]),
    ['ingress → database', { from: ingress, to: pod('database'), port: database }],
    ['ingress → the port of the probes', { from: ingress, to: pod('web'), port: 8081 }],
    ['database → Internet', { from: pod('database'), to: internet, port: 443 }],
    ['database → web', { from: pod('database'), to: pod('web'), port: web }],
    ['web → setup', { from: pod('web'), to: pod('setup'), port: 8089 }],
    ['web → the Internet by IPv6', { from: pod('web'), to: { ip: '2001:db8::7' }, port: 443 }],
  ]
  expect(unwanted.filter(([, flow]) => passes(policies, flow)).map(([name]) => name)).toEqual([])
})

test('outgoing mail is a value, and so is what counts as inside', () => {
  const outgoingPorts = [443, 587]
  const flow = (port: number, from: Endpoint): Flow => ({ from, to: internet, port })
  const mail = tableOf('woocommerce', { networkPolicies: { outgoingPorts } })
  expect([443, 587, 25].map((port) => passes(mail.policies, flow(port, mail.pod('web'))))).toEqual([true, true, false])
  const closed = tableOf('woocommerce', { networkPolicies: { outgoingPorts, outgoingExcept: ['203.0.113.0/24'] } })
  expect(passes(closed.policies, flow(443, closed.pod('web')))).toBe(false)
})

const componentsOf = (engine: Engine) => ['web', 'setup', 'database', ...(engine === 'medusa' ? ['cache'] : [])]

function portOf(engine: Engine, component: string): number {
  const ports: Record<string, number> =
    engine === 'medusa' ? { web: 9000, database: 5432, cache: 6379 } : { web: 8080, database: 3306 }
  return ports[component] ?? 80
}

function tableOf(engine: Engine, more: object = {}): Table {
  const namespace = 'store-my-shop-abc123'
  const manifests = render(engine, { environment: 'prod', more })
  const policies = manifests
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .map(({ spec }) => ({ ...(spec as unknown as Omit<Policy, 'namespace'>), namespace }))
  const foreignPods = podsByComponent(render(engine, { id: 'other-shop-xyz789' }))
  const pods = podsByComponent(manifests)
  const ports = { http: portOf(engine, 'web') }
  const endpoint = (all: Map<string, Record<string, string>>, component: string, where: string): Endpoint => ({
    ip: `10.244.2.${component.length}`,
    namespace: where,
    labels: all.get(component) ?? {},
    ports,
  })
  return {
    policies,
    pod: (component) => endpoint(pods, component, namespace),
    foreign: (component) => endpoint(foreignPods, component, 'store-other-shop-xyz789'),
    database: portOf(engine, 'database'),
    web: portOf(engine, 'web'),
  }
}

const podsByComponent = (manifests: Manifest[]) =>
  new Map(
    podsOf(manifests).map(({ pod: { metadata } }) => [
      metadata.labels['app.kubernetes.io/component'] ?? '',
      metadata.labels,
    ]),
  )
