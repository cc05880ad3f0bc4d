// A creation that is cancelled in each of its steps: what is in the cluster stays as it is, and the store's owner decides.
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { listOperations } from '../../shared/operations/index.ts'
import { listEvents, localCaller } from '../../shared/stores/index.ts'
import { processesWith, releasesOf } from '../poller/fixtures/by-hand.ts'
import { cancelOpenOperation } from '../support/cancel-open-operation.ts'
import { eventually } from '../support/eventually.ts'
import { type Stack, type StoreBody, startStack } from '../support/stack.ts'
import { engineAt, type HeldStep, type Holds, heldSteps, openHolds, reachesStep } from './fixtures/hold-at-step.ts'

let stack: Stack
let holds: Holds
beforeAll(async () => {
  stack = await startStack()
  holds = openHolds(stack)
})
afterAll(() => stack.stop())

const get = async (id: string) => (await stack.call('GET', `/stores/${id}`)).body as StoreBody
const operationsOf = async (storeId: string) =>
  (await listOperations(stack.database, { storeId, limit: 10, after: null })).operations.toReversed()

const kinds = [
  '/api/v1/namespaces/NS/secrets',
  '/api/v1/namespaces/NS/services',
  '/api/v1/namespaces/NS/persistentvolumeclaims',
  '/apis/apps/v1/namespaces/NS/deployments',
  '/apis/apps/v1/namespaces/NS/statefulsets',
  '/apis/batch/v1/namespaces/NS/jobs',
  '/apis/networking.k8s.io/v1/namespaces/NS/ingresses',
]

/** Whatever of the store is in the cluster, by the ids that change when it is made again, and Helm's word on its release. */
async function inCluster({ namespace }: StoreBody): Promise<string[]> {
  const lists = await Promise.all(kinds.map((path) => stack.sandbox.get(path.replace('NS', namespace))))
  const objects = lists.flatMap(({ items }) => items).map(({ metadata }) => `${metadata.name} ${uidOf(metadata)}`)
  const all = (await stack.sandbox.get('/api/v1/namespaces')).items
  const own = all.filter(({ metadata }) => metadata.name === namespace).map(({ metadata }) => uidOf(metadata))
  return [...own, ...objects, ...(await releasesOf(stack, namespace))].toSorted()
}

const uidOf = (metadata: object) => String((metadata as { uid?: string }).uid)

/** While the poller makes another store from POST to READY, it has looked at all that it would look at. */
async function letPollerWork(name: string): Promise<void> {
  const { id } = await stack.create(name)
  await stack.until(id, 'READY', 60_000)
}

async function cancel({ id }: StoreBody): Promise<void> {
  expect(await cancelOpenOperation(stack, id)).toMatchObject({ status: 200, body: { state: 'cancelled' } })
}

const notCancellable = { status: 409, body: { code: 'not_cancellable' } }

async function expectCancelled({ id }: StoreBody): Promise<void> {
  expect(await get(id)).toMatchObject({
    status: 'FAILED',
    failure_code: 'cancelled',
    failure_reason: 'Provisioning was cancelled: the operation was cancelled before the store was ready',
    operation: null,
    progress: null,
  })
  expect(await operationsOf(id)).toMatchObject([{ kind: 'create', state: 'cancelled', cancelledBy: 'local:default' }])
}

async function expectGone({ id, namespace }: StoreBody): Promise<void> {
  await stack.call('DELETE', `/stores/${id}`)
  await stack.until(id, 'DELETED', 80_000)
  expect(await inCluster({ id, namespace } as StoreBody)).toEqual([])
  expect(processesWith('helm', id)).toEqual([])
}

function startPoller() {
  const poller = stack.startPoller()
  onTestFinished(async () => void (await poller.stop()))
}

test('cancelled while it is queued, a store was never installed; retry makes it READY, DELETE takes it away', async () => {
  const [retried, deleted] = [await stack.create('queued-retried'), await stack.create('queued-deleted')]
  for (const store of [retried, deleted]) {
    await cancel(store)
    await expectCancelled(store)
  }
  startPoller()
  await letPollerWork('beside-queued')
  for (const store of [retried, deleted]) expect(await inCluster(store)).toEqual([])
  await expectGone(deleted)
  await stack.call('POST', `/stores/${retried.id}/retry`)
  await stack.until(retried.id, 'READY')
  expect(await operationsOf(retried.id)).toMatchObject([{ state: 'cancelled' }, { kind: 'retry', state: 'succeeded' }])
  await expectGone(retried)
})

/** Before any poller sees it. */
async function createHeld(what: string): Promise<StoreBody[]> {
  const stores = await Promise.all(heldSteps.map((step) => stack.create(`${step}-${what}`, engineAt(step))))
  for (const [at, store] of stores.entries()) await holds.hold(heldSteps[at] as HeldStep, store)
  return stores
}

/** A poller looks each second whether it was cancelled, and a Helm that waits for its request has HELM_STOP_GRACE_SECONDS, 10. */
const helmEndsWithinMs = 15_000

/** Its Helm, if any, is at its end then. */
async function cancelAtEachStep(stores: StoreBody[]): Promise<void> {
  await Promise.all(stores.map(({ id }, at) => reachesStep(stack, id, heldSteps[at] as HeldStep)))
  for (const store of stores) {
    await cancel(store)
    await expectCancelled(store)
  }
  await eventually(() => stores.every(({ id }) => processesWith('helm', 'install', id).length === 0), {
    deadlineMs: helmEndsWithinMs,
    what: 'the end of Helm',
  })
}

const lastEventId = async () =>
  (await listEvents(stack.database, { caller: localCaller, after: 0, limit: 5_000 })).at(-1)?.id ?? 0

test('cancelled at any other step, a store is FAILED and nothing of it is touched; retry makes it READY, DELETE takes it away', async () => {
  const [retried, deleted] = [await createHeld('retried'), await createHeld('deleted')]
  startPoller()
  await Promise.all([retried, deleted].map(cancelAtEachStep))
  const stores = [...retried, ...deleted]
  const [before, after] = [await Promise.all(stores.map(inCluster)), await lastEventId()]
  await letPollerWork('beside')
  expect(await Promise.all(stores.map(inCluster))).toEqual(before)
  for (const store of stores) {
    await expectCancelled(store)
    expect(await listEvents(stack.database, { caller: localCaller, storeId: store.id, after, limit: 100 })).toEqual([])
  }
  await holds.releaseAll()
  await Promise.all(retried.map(({ id }) => stack.call('POST', `/stores/${id}/retry`)))
  await Promise.all([...retried.map(({ id }) => stack.until(id, 'READY', 80_000)), ...deleted.map(expectGone)])
  for (const { id } of retried)
    expect(await operationsOf(id)).toMatchObject([
      { kind: 'create', state: 'cancelled' },
      { kind: 'retry', state: 'succeeded' },
    ])
  await Promise.all(retried.map(expectGone))
}, 240_000)

test('what has ended, and a deletion, cannot be cancelled', async () => {
  startPoller()
  const ready = await stack.create('ended')
  await stack.until(ready.id, 'READY', 60_000)
  expect(await cancelOpenOperation(stack, ready.id)).toBeNull()
  const [ended] = await operationsOf(ready.id)
  expect(await stack.call('POST', `/api/v1/operations/${ended?.id}/cancel`)).toMatchObject(notCancellable)
  await stack.call('DELETE', `/stores/${ready.id}`)
  expect(await cancelOpenOperation(stack, ready.id)).toMatchObject(notCancellable)
  await stack.until(ready.id, 'DELETED')
})
