// What a visitor of a simulated store gets.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/start.ts'
import { eventually } from '../support/eventually.ts'
import { call, visit } from './support/client.ts'
import { create, deployment, job, list, newNamespace, pathOf } from './support/objects.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ podDelayMs: 20 })
})
afterAll(() => sandbox.close())

async function store(engine: string, host: string): Promise<string> {
  const namespace = await newNamespace(sandbox)
  const labels = { 'storeplane.dev/engine': engine }
  await create(sandbox, pathOf.deployments(namespace), deployment('web'))
  const spec = { selector: { app: 'web' }, ports: [{ port: 80 }] }
  await create(sandbox, pathOf.services(namespace), {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', labels },
    spec,
  })
  const backend = { service: { name: 'web', port: { number: 80 } } }
  const rules = [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }]
  await create(sandbox, pathOf.ingresses(namespace), {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web' },
    spec: { rules },
  })
  return namespace
}

const answers = (host: string, status: number) =>
  eventually(async () => (await visit(sandbox, host)).status === status, { what: `${status} of ${host}` })

test('a host without an Ingress is 404', async () => {
  expect(await visit(sandbox, 'nobody.localhost')).toMatchObject({ status: 404, text: 'no store answers here' })
})

test('an Ingress gets an address, unless the scenario withholds it', async () => {
  const namespace = await store('medusa', 'addressed.localhost')
  const address = async () =>
    (await list(sandbox, pathOf.ingresses(namespace)))[0]?.['status'].loadBalancer.ingress?.[0].ip
  await eventually(async () => (await address()) === '127.0.0.1')
  sandbox.setScenario({ rules: [{ match: { namespace }, fault: 'no_address' }] })
  await eventually(async () => (await address()) === undefined)
  sandbox.setScenario({})
})

test('a store without a ready pod is 503', async () => {
  const namespace = await store('woocommerce', 'idle.localhost')
  await answers('idle.localhost', 200)
  const headers = { 'content-type': 'application/merge-patch+json' }
  await call(sandbox, 'PATCH', `${pathOf.deployments(namespace)}/web`, { body: { spec: { replicas: 0 } }, headers })
  await answers('idle.localhost', 503)
})

test('a WooCommerce store shows its host, says that it is simulated, and serves shop, log-in and products', async () => {
  await store('woocommerce', 'woo.localhost')
  await answers('woo.localhost', 200)
  const home = await visit(sandbox, 'woo.localhost')
  expect(home.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(home.text).toContain('<title>woo.localhost</title>')
  expect(home.text).toContain('WooCommerce')
  expect(home.text).toContain('This is a simulated store')
  for (const path of ['/shop', '/shop/', '/wp-login.php'])
    expect((await visit(sandbox, 'woo.localhost', path)).status).toBe(200)
  expect(JSON.parse((await visit(sandbox, 'woo.localhost', '/wp-json/wc/store/v1/products')).text)).toHaveLength(1)
  expect((await visit(sandbox, 'woo.localhost', '/none')).status).toBe(404)
})

test('a WordPress whose set-up has not completed sends visitors to its installation', async () => {
  const namespace = await store('woocommerce', 'fresh.localhost')
  const labels = { 'app.kubernetes.io/component': 'setup' }
  await create(sandbox, pathOf.jobs(namespace), job('setup-a1', { suspend: true }, { labels }))
  await answers('fresh.localhost', 302)
  expect((await visit(sandbox, 'fresh.localhost')).headers.location).toBe(
    `http://fresh.localhost:${sandbox.ingressPort}/wp-admin/install.php`,
  )
  const headers = { 'content-type': 'application/merge-patch+json' }
  await call(sandbox, 'PATCH', `${pathOf.jobs(namespace)}/setup-a1`, { body: { spec: { suspend: false } }, headers })
  await answers('fresh.localhost', 200)
})

test('a Medusa store answers health, admin and its API with and without a publishable key', async () => {
  await store('medusa', 'medusa.localhost')
  await answers('medusa.localhost', 200)
  const text = (await visit(sandbox, 'medusa.localhost')).text
  for (const part of ['medusa.localhost', '/app', '/store']) expect(text).toContain(part)
  expect((await visit(sandbox, 'medusa.localhost', '/health')).text).toBe('OK')
  expect((await visit(sandbox, 'medusa.localhost', '/app')).headers['content-type']).toContain('text/html')
  const keyless = await visit(sandbox, 'medusa.localhost', '/store/products')
  expect([keyless.status, JSON.parse(keyless.text).type]).toEqual([400, 'not_allowed'])
  const keyed = await visit(sandbox, 'medusa.localhost', '/store/products', { 'x-publishable-api-key': 'pk_1' })
  expect(JSON.parse(keyed.text)).toEqual({ products: [], count: 0, offset: 0, limit: 50 })
})

test('a scenario replaces what a host answers', async () => {
  await store('medusa', 'broken.localhost')
  await answers('broken.localhost', 200)
  sandbox.setScenario({
    ingress: [{ match: { host: 'broken.*' }, status: 500, body: 'Error establishing a database connection' }],
  })
  expect(await visit(sandbox, 'broken.localhost')).toMatchObject({
    status: 500,
    text: 'Error establishing a database connection',
  })
  sandbox.setScenario({ ingress: [{ match: { host: 'broken.localhost' }, redirect: 'http://elsewhere.invalid/' }] })
  expect(await visit(sandbox, 'broken.localhost')).toMatchObject({
    status: 302,
    headers: { location: 'http://elsewhere.invalid/' },
  })
  sandbox.setScenario({})
})
