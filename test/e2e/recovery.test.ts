// The recovery table: every state in which a killed Helm or poller, or another hand, leaves a release that is to be
// installed, made with real Helm, and what becomes of it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { processesWith, releasesOf, startHelm, startUpgrade } from '../poller/fixtures/by-hand.ts'
import { eventually } from '../support/eventually.ts'
import { keepRows } from '../support/forget-store.ts'
import { type Stack, type StoreBody, startStack } from '../support/stack.ts'

const short = { LEASE_TTL_SECONDS: '4', HELM_TIMEOUT_SECONDS: '3', HELM_STOP_GRACE_SECONDS: '0.5' }

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ settings: short })
})
afterAll(() => stack.stop())

const slow = { match: { verb: 'create' }, fault: 'delay', delayMs: 60 }
const coming = (name: string) => ({
  match: { namespace: `store-${name}-*`, labels: { 'app.kubernetes.io/component': 'web' } },
  fault: 'never_ready',
})

const progressOf = async (id: string) =>
  JSON.stringify((await stack.call('GET', `/api/v1/stores/${id}`)).body['progress'])
const installsOf = async ({ id, namespace }: StoreBody) =>
  (await stack.sandbox.counts()).installs[`${namespace}/${id}`] ?? 0
const has = ({ namespace }: StoreBody, status: string) =>
  eventually(async () => (await releasesOf(stack, namespace)).some((one) => one.endsWith(` ${status}`)), {
    everyMs: 10,
    what: `a release that is ${status}`,
  })
const deployed = ({ id }: StoreBody, version: number) => `sh.helm.release.v1.${id}.v${version} deployed`

/** A store whose release is deployed and whose pods do not come, so that it stays PROVISIONING; no poller runs then. */
async function halfWay(name: string): Promise<StoreBody> {
  await stack.sandbox.setScenario({ rules: [coming(name)] })
  const store = await stack.create(name)
  const poller = stack.startPoller()
  await eventually(async () => (await progressOf(store.id)).includes('"web"'), { what: 'a store that waits for web' })
  await poller.stop()
  return store
}

async function becomesReady(store: StoreBody): Promise<void> {
  await stack.sandbox.setScenario({})
  const poller = stack.startPoller()
  await stack.until(store.id, 'READY')
  await poller.stop()
}

test('pending-install: waited for while young, then uninstalled and installed again, with one release', async () => {
  await stack.sandbox.setScenario({ api: [slow] })
  const store = await stack.create('pending-install')
  const poller = stack.startPoller()
  await has(store, 'pending-install')
  for (const pid of processesWith('helm', 'install', store.id)) process.kill(pid, 'SIGKILL')
  await stack.sandbox.setScenario({})
  await eventually(
    async () =>
      (await progressOf(store.id)).includes('another Helm operation on this release to finish (pending-install)'),
    {
      what: 'a store that waits for the young release',
    },
  )
  expect(await installsOf(store)).toBe(1)
  await stack.until(store.id, 'READY')
  expect(await installsOf(store)).toBe(2)
  expect(await releasesOf(stack, store.namespace)).toEqual([deployed(store, 1)])
  await poller.stop()
})

test('failed, for its Helm was stopped with its poller: uninstalled and installed again', async () => {
  await stack.sandbox.setScenario({ api: [slow] })
  const store = await stack.create('left-failed')
  const poller = stack.startPoller()
  await has(store, 'pending-install')
  await poller.stop()
  expect(await releasesOf(stack, store.namespace)).toEqual([`sh.helm.release.v1.${store.id}.v1 failed`])
  await becomesReady(store)
  expect(await releasesOf(stack, store.namespace)).toEqual([deployed(store, 1)])
  expect(await installsOf(store)).toBe(2)
})

test('deployed but never recorded, for the poller was killed in between: goes to READY, installed once', async () => {
  await stack.sandbox.setScenario({ api: [slow] })
  const store = await stack.create('never-recorded')
  const poller = stack.startPoller()
  await has(store, 'pending-install')
  poller.kill('SIGSTOP')
  await has(store, 'deployed')
  poller.kill('SIGKILL')
  await poller.ended
  await becomesReady(store)
  expect(await installsOf(store)).toBe(1)
})

test('uninstalling: the uninstall is finished, then the store is installed', async () => {
  const store = await halfWay('left-uninstalling')
  await stack.sandbox.setScenario({ api: [{ match: { verb: 'delete' }, fault: 'delay', delayMs: 200 }] })
  const byHand = startHelm(stack, ['uninstall', store.id, '-n', store.namespace])
  await has(store, 'uninstalling')
  byHand.kill()
  await byHand.ended
  await becomesReady(store)
  expect(await releasesOf(stack, store.namespace)).toEqual([deployed(store, 1)])
  expect(await installsOf(store)).toBe(2)
})

test('pending-upgrade: waited for while young, then rolled back to the last deployed revision', async () => {
  const store = await halfWay('pending-upgrade')
  await stack.sandbox.setScenario({
    rules: [coming('pending-upgrade')],
    api: [
      { match: { verb: 'patch' }, fault: 'delay', delayMs: 300 },
      { match: { verb: 'get' }, fault: 'delay', delayMs: 50 },
    ],
  })
  const poller = stack.startPoller()
  const byHand = startUpgrade(stack, store)
  await has(store, 'pending-upgrade')
  byHand.kill()
  await byHand.ended
  await stack.sandbox.setScenario({ rules: [coming('pending-upgrade')] })
  await eventually(
    async () =>
      (await progressOf(store.id)).includes('another Helm operation on this release to finish (pending-upgrade)'),
    {
      what: 'a store that waits for the young upgrade',
    },
  )
  await stack.sandbox.setScenario({})
  await stack.until(store.id, 'READY')
  expect(await releasesOf(stack, store.namespace)).toContain(deployed(store, 3))
  expect(await installsOf(store)).toBe(1)
  const rows = await stack.database.query('SELECT helm_revision FROM stores WHERE id = ?', [store.id])
  expect(rows).toEqual([{ helm_revision: 3 }])
  await poller.stop()
})

test('the history that an earlier life kept under the same id is removed, and the store installed', async () => {
  const store = await halfWay('kept-history')
  expect(await startHelm(stack, ['uninstall', store.id, '-n', store.namespace, '--keep-history']).ended).toBe(0)
  expect(await releasesOf(stack, store.namespace)).toEqual([`sh.helm.release.v1.${store.id}.v1 uninstalled`])
  await becomesReady(store)
  expect(await releasesOf(stack, store.namespace)).toEqual([deployed(store, 1)])
})

test('a row from before its install, as an older backup has it, finds what was installed since, and installs nothing twice', async () => {
  const store = await stack.create('from-backup')
  const putBack = await keepRows(stack.database, store.id)
  const poller = stack.startPoller()
  await stack.until(store.id, 'READY')
  await poller.stop()
  await putBack()
  await becomesReady(store)
  expect(await installsOf(store)).toBe(1)
})

test('a namespace that is Terminating is waited for and never installed into, and says what holds it', async () => {
  const store = await stack.create('terminating')
  const stuck = { match: { namespace: store.namespace }, fault: 'stuck_namespace', finalizer: 'example.com/hold' }
  await stack.sandbox.setScenario({ rules: [stuck] })
  const [installation] = await stack.database.query<{ id: string }>('SELECT id FROM installation')
  const labels = { 'storeplane.dev/store': store.id, 'storeplane.dev/installation': installation?.id }
  const namespaces = `${stack.sandbox.apiUrl}/api/v1/namespaces`
  const made = await fetch(namespaces, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: store.namespace, labels } }),
  })
  expect(made.status).toBe(201)
  await fetch(`${namespaces}/${store.namespace}`, { method: 'DELETE' })
  const poller = stack.startPoller()
  await eventually(async () => (await progressOf(store.id)).includes('finalizers remaining: example.com/hold'), {
    what: 'the finalizer in the progress',
  })
  expect(await installsOf(store)).toBe(0)
  expect(processesWith('helm', 'install', store.id)).toEqual([])
  await stack.sandbox.setScenario({})
  await stack.until(store.id, 'READY')
  expect(await installsOf(store)).toBe(1)
  await poller.stop()
})
