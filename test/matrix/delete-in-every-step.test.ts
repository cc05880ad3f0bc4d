// DELETE in every step of a creation and of a retry, with a poller that is killed before it or over it: what it cancels is
// over, the deletion ends, and nothing is left.
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { listOperations } from '../../shared/operations/index.ts'
import { listEvents, localCaller } from '../../shared/stores/index.ts'
import { processesWith, releasesOf } from '../poller/fixtures/by-hand.ts'
import { cancelOpenOperation } from '../support/cancel-open-operation.ts'
import type { Program } from '../support/process.ts'
import { type Stack, type StoreBody, startStack } from '../support/stack.ts'
import { engineAt, type HeldStep, type Holds, heldSteps, openHolds, reachesStep } from './fixtures/hold-at-step.ts'

const short = { LEASE_TTL_SECONDS: '14', HELM_TIMEOUT_SECONDS: '12', HELM_STOP_GRACE_SECONDS: '0.5' }

let stack: Stack
let holds: Holds
beforeAll(async () => {
  stack = await startStack({ settings: { ...short, HELM_INSTALL_SLOTS: '6' } })
  holds = openHolds(stack)
})
afterAll(() => stack.stop())

function startPoller(): Program {
  const poller = stack.startPoller()
  onTestFinished(async () => void (await poller.stop()))
  return poller
}

async function kill(poller: Program): Promise<void> {
  poller.kill('SIGKILL')
  await poller.ended
}

const create = (what: string) => Promise.all(heldSteps.map((step) => stack.create(`${step}-${what}`, engineAt(step))))

/** FAILED, with nothing in the cluster yet. */
async function createFailed(what: string): Promise<StoreBody[]> {
  const stores = await create(what)
  for (const { id } of stores) await cancelOpenOperation(stack, id)
  return stores
}

async function holdAtEachStep(stores: StoreBody[]): Promise<void> {
  for (const [at, store] of stores.entries()) await holds.hold(heldSteps[at] as HeldStep, store)
}

const reachEachStep = (stores: StoreBody[]) =>
  Promise.all(stores.map(({ id }, at) => reachesStep(stack, id, heldSteps[at] as HeldStep)))

async function deleteAll(stores: StoreBody[]): Promise<void> {
  const answers = await Promise.all(stores.map(({ id }) => stack.call('DELETE', `/stores/${id}`)))
  expect(answers.map(({ body }) => body['status'])).toEqual(stores.map(() => 'DELETING'))
}

async function expectGone({ id, namespace }: StoreBody, cancelled: object[]): Promise<void> {
  await stack.until(id, 'DELETED', 80_000)
  const { operations } = await listOperations(stack.database, { storeId: id, limit: 10, after: null })
  expect(operations.toReversed()).toMatchObject([
    ...cancelled.map((operation) => ({ ...operation, state: 'cancelled', message: null })),
    { kind: 'delete', state: 'succeeded', message: null },
  ])
  expect((await stack.sandbox.get('/api/v1/namespaces')).items.map(({ metadata }) => metadata.name)).not.toContain(
    namespace,
  )
  expect(await releasesOf(stack, namespace)).toEqual([])
  expect(processesWith('helm', id)).toEqual([])
  const written = (await listEvents(stack.database, { caller: localCaller, storeId: id, after: 0, limit: 500 }))
    .map(({ operationId }) => operations.findIndex((operation) => operation.id === operationId))
    .toReversed()
  // Newest first in both: no event of an operation comes after one of a later operation.
  expect(written).toEqual(written.toSorted((a, b) => a - b))
}

/** A store in each step of a creation and one in each step of a retry, and the poller that works on them. */
async function reachEveryStep(what: string): Promise<{ created: StoreBody[]; retried: StoreBody[]; poller: Program }> {
  const [created, retried] = [await create(`create-${what}`), await createFailed(`retry-${what}`)]
  for (const stores of [created, retried]) await holdAtEachStep(stores)
  await Promise.all(retried.map(({ id }) => stack.call('POST', `/stores/${id}/retry`)))
  const poller = startPoller()
  await Promise.all([created, retried].map(reachEachStep))
  return { created, retried, poller }
}

async function expectAllGone(created: StoreBody[], retried: StoreBody[]): Promise<void> {
  await Promise.all([
    ...created.map((store) => expectGone(store, [{ kind: 'create' }])),
    ...retried.map((store) => expectGone(store, [{ kind: 'create' }, { kind: 'retry' }])),
  ])
}

test('the poller is killed over a store in each step, then DELETE comes: the next poller ends it, and nothing is left', async () => {
  const { created, retried, poller } = await reachEveryStep('killed')
  await kill(poller)
  const queued = await stack.create('queued')
  await deleteAll([...created, ...retried, queued])
  await holds.releaseAll()
  startPoller()
  await expectAllGone([...created, queued], retried)
  expect((await stack.sandbox.counts()).installs[`${queued.namespace}/${queued.id}`] ?? 0).toBe(0)
}, 240_000)

test('DELETE comes in each step, then the poller is killed over it: the next poller ends it, and nothing is left', async () => {
  const { created, retried, poller } = await reachEveryStep('deleted')
  await deleteAll([...created, ...retried])
  await kill(poller)
  await holds.releaseAll()
  startPoller()
  await expectAllGone(created, retried)
}, 240_000)
