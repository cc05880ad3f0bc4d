// The one writer: which steps it says have ended, and that nothing is written where its fence matches no row.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Step } from '../../../shared/operations/index.ts'
import { ownWords, text } from '../../../shared/safe-text.ts'
import { getStore, listEvents, localCaller, type Store } from '../../../shared/stores/index.ts'
import { toFailed, toReady, toWaiting } from '../../../shared/stores/patches.ts'
import { type PatchWrite, patchStatements } from '../../../shared/stores/write-patch.ts'
import { clearStores } from '../../support/clear-stores.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { moveStore, placeStore } from '../../support/place-store.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await makeDatabase()
})
afterAll(() => db.remove())
beforeEach(() => clearStores(db.database))

const always = { condition: '1 = 1', args: {} }
const write = (given: Omit<PatchWrite, 'fence'> & Partial<Pick<PatchWrite, 'fence'>>) =>
  db.database.write(patchStatements({ fence: always, ...given }))
const read = (id: string) => getStore(db.database, id, localCaller)
const eventsOf = ({ id }: Store) => listEvents(db.database, { caller: localCaller, storeId: id, after: 0, limit: 100 })
const stepsEnded = async (store: Store) =>
  (await eventsOf(store)).filter(({ kind }) => kind === 'step').map(({ step }) => step)

const failAt = (step: Step) => toFailed({ code: 'crash_loop', reason: ownWords('Pods not ready: web'), step })

test('a failure ends only the steps that were seen done, however far behind them its cause is', async () => {
  const store = await placeStore(db.database, { engine: 'medusa', step: 'volumes' })
  await write({ store, patch: failAt('web'), reachedStep: 'database' })
  expect(await stepsEnded(store)).toEqual(['queued', 'namespace', 'release', 'volumes'])
  expect(await db.database.query('SELECT step FROM operations')).toEqual([{ step: 'web' }])
})

test('a failure behind whose step nothing was reached ends none', async () => {
  const store = await placeStore(db.database, { step: 'database' })
  const before = await stepsEnded(store)
  await write({ store, patch: failAt('url'), reachedStep: 'database' })
  expect(await stepsEnded(store)).toEqual(before)
})

test('a success ends every step, but for those that a store of its engine does not have', async () => {
  const all = ['queued', 'namespace', 'release', 'volumes', 'database', 'cache', 'setup', 'web', 'url']
  for (const engine of ['medusa', 'woocommerce'] as const) {
    const store = await placeStore(db.database, { engine, status: 'READY' })
    expect(await stepsEnded(store)).toEqual(all.filter((step) => engine === 'medusa' || step !== 'cache'))
  }
})

test('a step over one that the engine does not have ends it not', async () => {
  const store = await placeStore(db.database, { engine: 'woocommerce', step: 'database' })
  await write({ store, patch: toWaiting({ step: 'setup', message: text`Waiting` }) })
  expect(await stepsEnded(store)).not.toContain('cache')
})

test('a step back ends none, and is ended once more when it was passed again', async () => {
  const store = await placeStore(db.database, { step: 'web' })
  const before = await stepsEnded(store)
  await write({ store, patch: toWaiting({ step: 'database', message: text`Waiting` }) })
  expect(await stepsEnded(store)).toEqual(before)
  await write({ store: await read(store.id), patch: toWaiting({ step: 'setup', message: text`Waiting` }) })
  expect(await stepsEnded(store)).toEqual([...before, 'database'])
})

test('each event names the operation that it belongs to, also where the same patch ends it', async () => {
  const store = await placeStore(db.database, { step: 'web' })
  await write({ store, patch: failAt('web'), reachedStep: 'web', events: [{ kind: 'evidence', message: text`seen` }] })
  expect(new Set((await eventsOf(store)).map(({ operationId }) => operationId))).toEqual(new Set([store.operation?.id]))
})

test.each<[string, (store: Store) => Partial<PatchWrite>]>([
  [
    'its condition does not hold',
    () => ({ fence: { condition: 'lease_token = :fence_token', args: { fence_token: 9 } } }),
  ],
  ['another operation is open by now', (store) => ({ store: { ...store, operation: null } })],
])('where %s neither row nor operation nor event is written', async (_, over) => {
  const store = await placeStore(db.database, { step: 'web' })
  const before = [await read(store.id), await eventsOf(store)]
  const patch = toReady({ helmRevision: 1, appliedRelease: null })
  const results = await write({ store, patch, events: [{ kind: 'note', message: text`late` }], ...over(store) })
  expect(results.at(-1)?.rows).toEqual([])
  expect([await read(store.id), await eventsOf(store)]).toEqual(before)
})

test('a result of an operation that was cancelled does not end the one that is open now', async () => {
  const store = await placeStore(db.database, { step: 'web' })
  const deleting = await moveStore(db.database, store.id, 'DELETING')
  await write({ store, patch: failAt('web') })
  expect(await read(store.id)).toEqual(deleting)
})
