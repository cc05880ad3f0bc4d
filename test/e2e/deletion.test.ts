// DELETE in every state, and what becomes of removals that something holds up.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getStore, localCaller } from '../../shared/stores/index.ts'
import { processesWith, releasesOf } from '../poller/fixtures/by-hand.ts'
import { eventually } from '../support/eventually.ts'
import { setRow } from '../support/place-store.ts'
import { type Stack, type StoreBody, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())

const remove = (id: string) => stack.call('DELETE', `/api/v1/stores/${id}`)
const rowOf = async (id: string) => (await stack.database.query('SELECT * FROM stores WHERE id = ?', [id]))[0] ?? {}
const attemptsOf = async (id: string) => (await getStore(stack.database, id, localCaller)).operation?.attempts
const makeDue = (id: string) => setRow(stack.database, id, { store: { due_at: 1 } })
const installsOf = async ({ id, namespace }: StoreBody) =>
  (await stack.sandbox.counts()).installs[`${namespace}/${id}`] ?? 0
const progressOf = async (id: string) =>
  String(((await stack.call('GET', `/api/v1/stores/${id}`)).body['progress'] as { message: string } | null)?.message)
const namespaces = async () =>
  (await stack.sandbox.get('/api/v1/namespaces')).items.map(({ metadata }) => metadata.name)

async function expectNothingLeft({ id, namespace }: StoreBody): Promise<void> {
  expect(await namespaces()).not.toContain(namespace)
  expect(await releasesOf(stack, namespace)).toEqual([])
  expect(await rowOf(id)).toMatchObject({ status: 'DELETED', lease_holder: null, due_at: null })
}

test('a store that no poller has seen yet is deleted without ever being installed', async () => {
  const store = await stack.create('never-seen')
  expect(await remove(store.id)).toMatchObject({ status: 202, body: { status: 'DELETING' } })
  const poller = stack.startPoller()
  await stack.until(store.id, 'DELETED')
  expect(await installsOf(store)).toBe(0)
  await expectNothingLeft(store)
  await poller.stop()
})

test('a DELETE while Helm installs stops that Helm within two seconds, uninstalls, and no release appears after DELETED', async () => {
  await stack.sandbox.setScenario({ api: [{ match: { verb: 'create' }, fault: 'delay', delayMs: 400 }] })
  const store = await stack.create('while-installing')
  const poller = stack.startPoller()
  await eventually(async () => (await releasesOf(stack, store.namespace)).length > 0, { what: 'a pending release' })
  await remove(store.id)
  await eventually(() => processesWith('helm', 'install', store.id).length === 0, {
    deadlineMs: 2_000,
    what: 'the end of Helm',
  })
  await stack.sandbox.setScenario({})
  await stack.until(store.id, 'DELETED')
  await expectNothingLeft(store)
  const later = await stack.create('after-it')
  await stack.until(later.id, 'READY')
  await expectNothingLeft(store)
  await poller.stop()
})

test('FAILED, DELETING and DELETED stores: DELETE works, and repeating it is harmless', async () => {
  await stack.sandbox.setScenario({ forbid: [{ verb: 'create', resource: 'deployments.apps' }] })
  const poller = stack.startPoller()
  const store = await stack.create('ends-failed')
  await stack.until(store.id, 'FAILED')
  await poller.stop()
  expect((await remove(store.id)).body['status']).toBe('DELETING')
  const before = await rowOf(store.id)
  expect((await remove(store.id)).body['status']).toBe('DELETING')
  expect(await rowOf(store.id)).toEqual(before)
  await stack.sandbox.setScenario({})
  const next = stack.startPoller()
  await stack.until(store.id, 'DELETED')
  await expectNothingLeft(store)
  expect(await remove(store.id)).toMatchObject({ status: 200, body: { status: 'DELETED' } })
  await next.stop()
})

async function readyStore(name: string): Promise<StoreBody> {
  const store = await stack.create(name)
  const poller = stack.startPoller()
  await stack.until(store.id, 'READY')
  await poller.stop()
  return store
}

test('a finalizer that holds a namespace is named, the store stays DELETING, is looked at ever more seldom, and ends once it is freed', async () => {
  const store = await readyStore('held')
  const rule = {
    match: { namespace: store.namespace },
    fault: 'stuck_namespace',
    object: 'widgets.example.com',
    finalizer: 'example.com/hold',
  }
  await stack.sandbox.setScenario({ rules: [rule] })
  await remove(store.id)
  const poller = stack.startPoller()
  await eventually(async () => (await progressOf(store.id)).includes('example.com/hold'), { what: 'the finalizer' })
  expect(await progressOf(store.id)).toBe(
    'Waiting for the namespace to be removed: Some resources are remaining: widgets.example.com has 1 resource instances; ' +
      'Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances',
  )
  await poller.stop()
  // As if it had been held for an hour.
  const { updatedAt } = await getStore(stack.database, store.id, localCaller)
  await setRow(stack.database, store.id, { store: { updated_at: updatedAt - 3_600_000, due_at: 1 } })
  const later = stack.startPoller()
  await eventually(async () => Number((await rowOf(store.id))['due_at']) > Date.now() + 40_000, {
    what: 'a long pause',
  })
  expect(Number((await rowOf(store.id))['due_at'])).toBeLessThanOrEqual(Date.now() + 60_000)
  expect(await rowOf(store.id)).toMatchObject({ status: 'DELETING' })
  expect(await attemptsOf(store.id)).toBe(0)
  await stack.sandbox.setScenario({})
  await makeDue(store.id)
  await stack.until(store.id, 'DELETED')
  await expectNothingLeft(store)
  await later.stop()
})

test('a finalizer on the namespace itself, of which its conditions say nothing, is named as well', async () => {
  const store = await readyStore('held-itself')
  const path = `${stack.sandbox.apiUrl}/api/v1/namespaces/${store.namespace}`
  const setFinalizers = async (finalizers: string[]) => {
    const answer = await fetch(path, {
      method: 'PATCH',
      headers: { 'content-type': 'application/merge-patch+json' },
      body: JSON.stringify({ metadata: { finalizers } }),
    })
    expect(answer.status).toBe(200)
  }
  await setFinalizers(['example.com/own'])
  await remove(store.id)
  const poller = stack.startPoller()
  await eventually(async () => (await progressOf(store.id)).includes('The namespace has finalizers: example.com/own'))
  await setFinalizers([])
  await stack.until(store.id, 'DELETED')
  await expectNothingLeft(store)
  await poller.stop()
})

test('an uninstall that fails is tried three times and each told, then the namespace goes with all that is in it', async () => {
  const store = await readyStore('keeps-failing')
  await stack.sandbox.setScenario({ forbid: [{ verb: 'delete', resource: 'deployments.apps' }] })
  await remove(store.id)
  const poller = stack.startPoller()
  await stack.until(store.id, 'DELETED')
  await stack.sandbox.setScenario({})
  await expectNothingLeft(store)
  const told = await stack.database.query<{ kind: string; message: string }>(
    `SELECT kind, message FROM events WHERE store_id = ? AND kind IN ('attempt', 'note') ORDER BY id`,
    [store.id],
  )
  expect(told.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^Helm uninstall did not succeed \(attempt 1\): failed to delete release/),
    expect.stringMatching(/^Helm uninstall did not succeed \(attempt 2\): failed to delete release/),
    expect.stringMatching(/^Helm uninstall did not succeed \(attempt 3\): failed to delete release/),
    expect.stringMatching(/^Helm could not uninstall the release in 3 attempts; the namespace is .* removed with all/),
  ])
  await poller.stop()
})
