// An operation is cancelled while it is open, once, and by who may; what it made in the cluster stays.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { finish, markProgress } from '../../../poller/leases/index.ts'
import { cancelOperation, getOperation } from '../../../shared/operations/index.ts'
import { ownWords } from '../../../shared/safe-text.ts'
import { type BusyStore, getStore, listEvents, localCaller, requestRetry } from '../../../shared/stores/index.ts'
import { toReady, toWaiting } from '../../../shared/stores/patches.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { leaseStore, moveStore, ownerOf, placeStore } from '../../support/place-store.ts'

let files: TestDatabase
beforeAll(async () => {
  files = await makeDatabase()
})
afterAll(() => files.remove())

const cancel = (id: string | undefined, caller = localCaller) =>
  cancelOperation(files.database, { id: id ?? '', caller })
const read = (id: string) => getStore(files.database, id, localCaller)

test.each(['create', 'retry'] as const)('a %s is cancelled, and its store is FAILED and says so', async (kind) => {
  const placed = await placeStore(files.database, { status: kind === 'create' ? 'PROVISIONING' : 'FAILED' })
  const { operation } = kind === 'create' ? placed : await moveStore(files.database, placed.id, 'PROVISIONING')
  expect(operation?.kind).toBe(kind)
  const cancelled = await cancel(operation?.id, ownerOf('default'))
  expect(cancelled).toMatchObject({
    state: 'cancelled',
    message: null,
    cancelledBy: 'key_default:default',
    finishedAt: expect.any(Number),
  })
  expect(await read(placed.id)).toMatchObject({
    status: 'FAILED',
    failureCode: 'cancelled',
    failureReason: expect.stringContaining('Provisioning was cancelled'),
    operation: null,
    queue: null,
    dueAt: null,
  })
  const events = await listEvents(files.database, { caller: localCaller, storeId: placed.id, after: 0, limit: 99 })
  expect(events.at(-1)).toMatchObject({ to: 'FAILED', code: 'cancelled', actor: 'key_default:default' })
})

test('cancelled again it stays as it is', async () => {
  const { operation } = await placeStore(files.database)
  const first = await cancel(operation?.id)
  expect(await cancel(operation?.id, ownerOf('default'))).toEqual(first)
})

test('a deletion cannot be taken back', async () => {
  const { id, operation } = await placeStore(files.database, { status: 'DELETING' })
  await expect(cancel(operation?.id)).rejects.toMatchObject({
    code: 'not_cancellable',
    message: expect.stringContaining('cannot be cancelled'),
  })
  expect((await read(id)).status).toBe('DELETING')
})

test.each(['READY', 'FAILED'] as const)('one that has ended with its store %s stays so', async (status) => {
  const { id, operation } = await placeStore(files.database)
  const before = await moveStore(files.database, id, status)
  await expect(cancel(operation?.id)).rejects.toMatchObject({
    code: 'not_cancellable',
    message: expect.stringContaining('has ended'),
  })
  expect(await read(id)).toEqual(before)
})

test("another owner's operation is not found", async () => {
  const { operation } = await placeStore(files.database, { owner: 'anna' })
  const id = operation?.id ?? ''
  for (const action of [
    cancel(id, ownerOf('bob')),
    getOperation(files.database, id, ownerOf('bob')),
    cancel('op_none'),
  ])
    await expect(action).rejects.toMatchObject({ code: 'not_found' })
  expect((await getOperation(files.database, id, ownerOf('anna'))).state).toBe('queued')
})

test('who works on it writes nothing any more, and keeps the lease until its Helm has ended', async () => {
  const { id, operation } = await placeStore(files.database)
  await leaseStore(files.database, id)
  const store = (await read(id)) as BusyStore
  await cancel(operation?.id)
  const before = await read(id)
  const waiting = toWaiting({ step: 'web', message: ownWords('late') })
  expect(await markProgress(files.database, { store, patch: waiting })).toBeUndefined()
  expect(await finish(files.database, { store, patch: toReady({ helmRevision: 1, appliedRelease: null }) })).toBe(false)
  expect(await read(id)).toEqual(before)
  expect(before.leaseExpiresAt).not.toBeNull()
})

test('of a cancellation and a result at once one holds, and the row agrees with it', async () => {
  for (let turn = 0; turn < 20; turn++) {
    const { id, operation } = await placeStore(files.database, { store: { url: 'http://shop' } })
    await leaseStore(files.database, id)
    const store = (await read(id)) as BusyStore
    const [isFinished] = await Promise.all([
      finish(files.another(), { store, patch: toReady({ helmRevision: 1, appliedRelease: null }) }),
      cancel(operation?.id).catch(() => undefined),
    ])
    const { state } = await getOperation(files.database, operation?.id ?? '', localCaller)
    expect([isFinished, state, (await read(id)).status]).toEqual(
      isFinished ? [true, 'succeeded', 'READY'] : [false, 'cancelled', 'FAILED'],
    )
  }
})

test('afterwards the store can be retried', async () => {
  const { id, operation } = await placeStore(files.database)
  await cancel(operation?.id)
  expect((await requestRetry(files.database, { id, caller: localCaller, requestId: null })).status).toBe('PROVISIONING')
})
