// The whole way of a store through the built programs: asked for, installed by real Helm, READY, and gone again.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { getShop, type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
  stack.startPoller()
})
afterAll(() => stack.stop())

const leftOf = async ({ namespace }: { namespace: string }) => {
  const [namespaces, secrets] = await Promise.all([
    stack.sandbox.get('/api/v1/namespaces'),
    stack.sandbox.get('/api/v1/secrets'),
  ])
  return [
    ...namespaces.items.filter(({ metadata }) => metadata.name === namespace),
    ...secrets.items.filter(({ metadata }) => metadata.namespace === namespace),
  ]
}

async function volumesOf(namespace: string): Promise<string[]> {
  const { items } = await stack.sandbox.get(`/api/v1/namespaces/${namespace}/persistentvolumeclaims`)
  return items.map(({ metadata }) => `${metadata.name} ${(metadata as { uid?: string }).uid}`)
}

describe.each(['woocommerce', 'medusa'])('%s', (engine) => {
  test('a store goes from POST to READY, answers at its URL, and is deleted without a trace', async () => {
    const { id, namespace } = await stack.create(`life-${engine}`, engine)
    const store = await stack.until(id, 'READY')
    const shop = await getShop(String(store['store_url']), String(stack.environment['INGRESS_PROBE_ADDRESS']))
    expect(shop.status).toBe(200)
    expect(store).toMatchObject({ health: { status: 'healthy', reason: null }, progress: null, failure_code: null })

    expect(await stack.call('DELETE', `/api/v1/stores/${id}`)).toMatchObject({
      status: 202,
      body: { id, status: 'DELETING', message: 'Store deletion started' },
    })
    await stack.until(id, 'DELETED')
    expect(await leftOf({ namespace })).toEqual([])
    expect(await stack.call('DELETE', `/api/v1/stores/${id}`)).toMatchObject({
      status: 200,
      body: { id, status: 'DELETED', message: 'Store deleted successfully' },
    })
    expect(await stack.database.query('SELECT id FROM stores WHERE lease_holder IS NOT NULL AND id = ?', [id])).toEqual(
      [],
    )
  })
})

test('the timeline tells every step in order, and ends with READY', async () => {
  const { id } = await stack.create('timeline')
  await stack.until(id, 'READY')
  const { body } = await stack.call('GET', `/api/v1/stores/${id}/events`)
  const events = body['events'] as { kind: string; step: string | null; from: string | null; to: string | null }[]
  expect(events.filter(({ kind }) => kind === 'step').map(({ step }) => step)).toEqual([
    'queued',
    'namespace',
    'release',
    'volumes',
    'database',
    'setup',
    'web',
    'url',
  ])
  expect(events.filter(({ kind }) => kind === 'transition').map(({ from, to }) => [from, to])).toEqual([
    [null, 'PROVISIONING'],
    ['PROVISIONING', 'READY'],
  ])
})

test.each(['99bikes', `a${'b'.repeat(38)}c`])('the name %s, awkward for Kubernetes, becomes READY', async (name) => {
  const { id } = await stack.create(name)
  await stack.until(id, 'READY')
  await stack.call('DELETE', `/api/v1/stores/${id}`)
  await stack.until(id, 'DELETED')
})

test('the name of a deleted store is free again', async () => {
  const first = await stack.create('again')
  expect((await stack.call('POST', '/api/v1/stores', { name: 'again', engine: 'medusa' })).status).toBe(409)
  await stack.call('DELETE', `/api/v1/stores/${first.id}`)
  await stack.until(first.id, 'DELETED')
  const second = await stack.create('again')
  expect(second.id).not.toBe(first.id)
  await stack.until(second.id, 'READY')
})

test('a DELETE while Helm installs stops it, and no release appears after DELETED', async () => {
  await stack.sandbox.setScenario({ api: [{ match: { verb: 'create' }, fault: 'delay', delayMs: 150 }] })
  const { id, namespace } = await stack.create('too-late')
  await eventually(async () => (await leftOf({ namespace })).length > 1, { what: 'a release that is being installed' })
  await stack.call('DELETE', `/api/v1/stores/${id}`)
  await stack.sandbox.setScenario({})
  await stack.until(id, 'DELETED')
  expect(await leftOf({ namespace })).toEqual([])
})

test('a store whose image is not found fails within 15 s with the image and the step that lacks it; retry heals it over its old volumes, DELETE frees its name', async () => {
  await stack.sandbox.setScenario({
    rules: [
      {
        match: { namespace: 'store-no-image-*', labels: { 'app.kubernetes.io/component': 'web' } },
        fault: 'image_not_found',
      },
    ],
  })
  const began = performance.now()
  const { id, namespace } = await stack.create('no-image')
  const store = await stack.until(id, 'FAILED', 15_000)
  expect(performance.now() - began).toBeLessThan(15_000)
  expect(store['failure_code']).toBe('image_not_found')
  expect(store['failure_reason']).toMatch(/^Pods not ready: the image "\S+" does not exist \(web\)$/)
  expect((await leftOf({ namespace })).length).toBeGreaterThan(1)
  expect(await stack.call('POST', `/api/v1/stores/${id}/retry`)).toMatchObject({ status: 202 })
  await stack.until(id, 'FAILED', 15_000)
  await stack.sandbox.setScenario({})
  const volumes = await volumesOf(namespace)
  expect(await stack.call('POST', `/api/v1/stores/${id}/retry`)).toMatchObject({ status: 202 })
  await stack.until(id, 'READY')
  expect(volumes).toHaveLength(2)
  expect(await volumesOf(namespace)).toEqual(volumes)
  expect(await stack.call('POST', `/api/v1/stores/${id}/retry`)).toMatchObject({
    status: 409,
    body: { code: 'not_failed' },
  })
  await stack.call('DELETE', `/api/v1/stores/${id}`)
  await stack.until(id, 'DELETED')
  expect(await leftOf({ namespace })).toEqual([])
  await stack.create('no-image')
})

test('a failed store that recovers by itself becomes READY by retry, with its release untouched', async () => {
  await stack.sandbox.setScenario({
    rules: [
      {
        match: { namespace: 'store-heals-*', labels: { 'app.kubernetes.io/component': 'web' } },
        fault: 'image_not_found',
      },
    ],
  })
  const { id, namespace } = await stack.create('heals')
  await stack.until(id, 'FAILED')
  await stack.sandbox.setScenario({})
  const ready = async () => {
    const { items } = (await stack.sandbox.get(`/apis/apps/v1/namespaces/${namespace}/deployments`)) as unknown as {
      items: { status: { readyReplicas?: number } }[]
    }
    return items.every(({ status }) => status.readyReplicas === 1)
  }
  await eventually(ready, { what: 'the pods that heal' })
  await stack.call('POST', `/api/v1/stores/${id}/retry`)
  await stack.until(id, 'READY')
  expect((await stack.sandbox.counts()).installs[`${namespace}/${id}`]).toBe(1)
})

test('a release whose record somebody removed meanwhile is installed anew, over what is left of it', async () => {
  const web = { namespace: 'store-bereft-*', labels: { 'app.kubernetes.io/component': 'web' } }
  await stack.sandbox.setScenario({ rules: [{ match: web, fault: 'never_ready' }] })
  const { id, namespace } = await stack.create('bereft')
  await eventually(async () => {
    const { body } = await stack.call('GET', `/api/v1/stores/${id}`)
    return (body['progress'] as { step: string }).step === 'web'
  })
  const secret = `${stack.sandbox.apiUrl}/api/v1/namespaces/${namespace}/secrets/sh.helm.release.v1.${id}.v1`
  expect((await fetch(secret, { method: 'DELETE' })).status).toBe(200)
  await eventually(async () => (await stack.sandbox.counts()).installs[`${namespace}/${id}`] === 2)
  await stack.sandbox.setScenario({})
  await stack.until(id, 'READY')
})
