// A set-up Job that somebody tidies away, as janitors do with what is complete: nobody asks for it again, and it hides nothing.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { type Stack, type StoreBody, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ settings: { STORE_CHECK_INTERVAL_SECONDS: '0.3' } })
  stack.startPoller()
})
afterAll(() => stack.stop())

const get = async (id: string) => (await stack.call('GET', `/api/v1/stores/${id}`)).body
const healthOf = async (id: string) => (await get(id))['health'] as { status: string; reason: string | null }
const web = (namespace: string, fault: string) => ({
  match: { namespace, labels: { 'app.kubernetes.io/component': 'web' } },
  fault,
})

async function removeAll(namespace: string, resource: string): Promise<void> {
  const path = `${stack.sandbox.apiUrl}/apis/${resource.startsWith('jobs') ? 'batch' : 'networking.k8s.io'}/v1/namespaces/${namespace}/${resource}`
  const { items } = (await (await fetch(path)).json()) as { items: { metadata: { name: string } }[] }
  expect(items).toHaveLength(1)
  for (const { metadata } of items)
    expect((await fetch(`${path}/${metadata.name}`, { method: 'DELETE' })).status).toBeLessThan(300)
}

/** Looked after once more than when it was called. */
async function swept(): Promise<void> {
  const token = async () =>
    Number((await stack.database.query("SELECT token FROM leases WHERE name = 'sweep'"))[0]?.['token'] ?? 0)
  const before = await token()
  await eventually(async () => (await token()) > before + 2)
}

test('a READY store without its set-up Job is healthy, and what is truly missing is told as gone', async () => {
  const { id, namespace } = await stack.create('tidied')
  await stack.until(id, 'READY')
  await removeAll(namespace, 'jobs')
  await swept()
  expect(await healthOf(id)).toEqual({ status: 'healthy', reason: null })
  await removeAll(namespace, 'ingresses')
  await eventually(async () => (await healthOf(id)).status === 'degraded')
  expect((await healthOf(id)).reason).toBe('The Ingress is gone')
})

async function waitForWeb({ id }: StoreBody): Promise<void> {
  await eventually(async () => ((await get(id))['progress'] as { step: string } | null)?.step === 'web')
}

test('a set-up that was seen complete is behind a store that is not READY yet, also while a part before it is away', async () => {
  await stack.sandbox.setScenario({ rules: [web('store-slow-web-*', 'never_ready')] })
  const store = await stack.create('slow-web')
  await waitForWeb(store)
  await removeAll(store.namespace, 'jobs')
  await stack.sandbox.setScenario({})
  await stack.until(store.id, 'READY')
  const { body } = await stack.call('GET', `/api/v1/stores/${store.id}/events`)
  const steps = (body['events'] as { kind: string; step: string }[]).filter(({ kind }) => kind === 'step')
  expect(steps.map(({ step }) => step)).toEqual([...new Set(steps.map(({ step }) => step))])
})

test('a FAILED store that recovers without its set-up Job is recoverable, and its retry installs nothing', async () => {
  await stack.sandbox.setScenario({ rules: [web('store-late-web-*', 'image_not_found')] })
  const { id, namespace } = await stack.create('late-web')
  await stack.until(id, 'FAILED')
  await removeAll(namespace, 'jobs')
  await stack.sandbox.setScenario({})
  await eventually(async () => (await get(id))['recoverable'] === true)
  expect((await stack.call('POST', `/api/v1/stores/${id}/retry`)).status).toBe(202)
  await stack.until(id, 'READY')
  expect((await stack.sandbox.counts()).installs[`${namespace}/${id}`]).toBe(1)
})
