// The one writer of rows: all of a patch or nothing, and `updated_at` for what is shown alone.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getOperation } from '../../../shared/operations/index.ts'
import { ownWords } from '../../../shared/safe-text.ts'
import { getStore, listEvents, localCaller, type Store } from '../../../shared/stores/index.ts'
import { type Patch, toFailed, toHealth, toHelmRevision, toWaiting } from '../../../shared/stores/patches.ts'
import { type PatchWrite, patchStatements } from '../../../shared/stores/write-patch.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { placeStore } from '../../support/place-store.ts'

let files: TestDatabase
beforeAll(async () => {
  files = await makeDatabase()
})
afterAll(() => files.remove())

const anything = { condition: '1 = 1', args: {} }
const words = ownWords('Waiting for a pod')

async function write(write: Omit<PatchWrite, 'fence'> & { fence?: PatchWrite['fence'] }): Promise<boolean> {
  const results = await files.database.write(patchStatements({ fence: anything, ...write }))
  return results.at(-1)?.rows.length === 1
}
const read = (id: string) => getStore(files.database, id, localCaller)
const eventsOf = (storeId: string) => listEvents(files.database, { caller: localCaller, storeId, after: 0, limit: 99 })

/** Long before now, so that every move shows. */
const place = (status: 'PROVISIONING' | 'READY' = 'PROVISIONING'): Promise<Store> =>
  placeStore(files.database, {
    status,
    store: { updated_at: 1 },
    ...(status === 'READY' ? {} : { step: 'volumes' as const }),
  })

test.each<[string, 'PROVISIONING' | 'READY', Patch]>([
  ['a message', 'PROVISIONING', toWaiting({ message: words })],
  ['a step', 'PROVISIONING', { operation: { step: 'web' } }],
  ['a failure', 'PROVISIONING', toFailed({ code: 'crash_loop', reason: words, step: 'web' })],
  ['health', 'READY', toHealth({ health: 'degraded', reason: words })],
])('%s moves updated_at', async (_, status, patch) => {
  const store = await place(status)
  expect(await write({ store, patch })).toBe(true)
  expect((await read(store.id)).updatedAt).toBeGreaterThan(1)
})

test.each<[string, 'PROVISIONING' | 'READY', Patch]>([
  ['a time to come back', 'PROVISIONING', { requeueAfterMs: 1_000 }],
  ['the time it was observed', 'PROVISIONING', { operation: { observedMs: 5, lastObservedAt: 5, attempts: 2 } }],
  ['the fault that it waits out', 'PROVISIONING', { operation: { pendingFault: words } }],
  ['the same message', 'PROVISIONING', { operation: { message: ownWords('Queued'), step: 'volumes' } }],
  ['what it is made from', 'PROVISIONING', { store: { host: 'shop.localhost', keyId: 'key' } }],
  ['a revision', 'READY', toHelmRevision(2)],
  ['the same health', 'READY', toHealth({ health: 'healthy', reason: null })],
])('%s moves it not', async (_, status, patch) => {
  const store = await place(status)
  expect(await write({ store, patch })).toBe(true)
  expect((await read(store.id)).updatedAt).toBe(1)
})

test('a fence that does not match, or another operation by now, writes neither row nor event', async () => {
  const store = await place()
  const before = [await read(store.id), await eventsOf(store.id)]
  const late = {
    patch: toFailed({ code: 'crash_loop', reason: words, step: 'web' }),
    reachedStep: 'setup' as const,
    events: [{ kind: 'note' as const, message: words }],
  }
  const fence = { condition: 'lease_token = :fence_token', args: { fence_token: 99 } }
  expect(await write({ store, fence, ...late })).toBe(false)
  const operation = store.operation && { ...store.operation, id: 'op_another' }
  expect(await write({ store: { ...store, operation }, ...late })).toBe(false)
  expect(await write({ store: { ...store, operation: null }, ...late })).toBe(false)
  expect([await read(store.id), await eventsOf(store.id)]).toEqual(before)
})

test('an end leaves the store without an operation, and the operation with its time', async () => {
  const store = await place()
  await write({ store, patch: toFailed({ code: 'crash_loop', reason: words, step: 'web' }) })
  expect(await read(store.id)).toMatchObject({ status: 'FAILED', operation: null, queue: null, dueAt: null })
  expect(await getOperation(files.database, store.operation?.id ?? '', localCaller)).toMatchObject({
    state: 'failed',
    step: 'web',
    failureCode: 'crash_loop',
    failureReason: words,
    finishedAt: expect.any(Number),
  })
})

test('the queue follows the step', async () => {
  const store = await place()
  await write({ store, patch: { operation: { step: 'release' } } })
  expect((await read(store.id)).queue).toBe('helm_install')
})

test('where a step was reached those before it have ended, also when the operation fails at a later one', async () => {
  const store = await place()
  const patch = toFailed({ code: 'crash_loop', reason: words, step: 'web' })
  await write({ store, patch, reachedStep: 'setup' })
  const ended = (await eventsOf(store.id)).filter(({ kind }) => kind === 'step').map(({ step }) => step)
  expect(ended).toEqual(['queued', 'namespace', 'release', 'volumes', 'database'])
})

test('an event names its operation, its request and its step, and comes before the change', async () => {
  const placed = await place()
  await files.database.write([
    { sql: "UPDATE operations SET request_id = 'req_1' WHERE store_id = :id", args: { id: placed.id } },
  ])
  const store = await read(placed.id)
  const events = [
    { kind: 'attempt' as const, code: 'crash_loop' as const, message: words },
    { kind: 'evidence' as const, step: null, message: words, evidence: ownWords('the last lines') },
  ]
  await write({ store, patch: toFailed({ code: 'crash_loop', reason: words, step: 'web' }), events })
  const common = { operationId: store.operation?.id, requestId: 'req_1', actor: 'poller' }
  expect((await eventsOf(store.id)).slice(-3)).toMatchObject([
    { ...common, kind: 'attempt', step: 'volumes', code: 'crash_loop', message: words, evidence: null },
    { ...common, kind: 'evidence', step: null, code: null, evidence: 'the last lines' },
    { ...common, kind: 'transition', to: 'FAILED' },
  ])
})
