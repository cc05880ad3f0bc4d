// A deletion is asked for in every status, once, and goes before whatever is being done.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listOperations } from '../../../shared/operations/index.ts'
import { getStore, localCaller, requestDeletion, requestRetry, statuses } from '../../../shared/stores/index.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { leaseStore, ownerOf, placeStore } from '../../support/place-store.ts'

let files: TestDatabase
beforeAll(async () => {
  files = await makeDatabase()
})
afterAll(() => files.remove())

const remove = (id: string, caller = localCaller, database = files.database) =>
  requestDeletion(database, { id, caller, requestId: 'req_3' })
/** In the order of their kinds: two may have been asked for in the same millisecond. */
const operationsOf = async (storeId: string) =>
  (await listOperations(files.database, { storeId, limit: 10, after: null })).operations.toSorted((one, other) =>
    one.kind.localeCompare(other.kind),
  )
const live = statuses.filter((status) => status !== 'DELETING' && status !== 'DELETED')

test.each(live)('a store that is %s becomes DELETING, due at once, and shows nothing of before', async (status) => {
  const { id } = await placeStore(files.database, { status, owner: 'anna' })
  const store = await remove(id, ownerOf('anna'))
  expect(store).toMatchObject({
    status: 'DELETING',
    queue: 'helm_remove',
    failureCode: null,
    failureReason: null,
    health: null,
    operation: { kind: 'delete', state: 'queued', step: 'uninstall', actor: 'key_anna:anna', requestId: 'req_3' },
  })
  expect(store.dueAt).toBe(store.updatedAt)
})

test.each(['DELETING', 'DELETED'] as const)('repeated while it is %s it changes nothing', async (status) => {
  const { id } = await placeStore(files.database, { status })
  const before = [await getStore(files.database, id, localCaller), await operationsOf(id)]
  expect(await remove(id)).toEqual(before[0])
  expect(await operationsOf(id)).toEqual(before[1])
})

test('what was being done is cancelled in the name of who asks, and its lease stays', async () => {
  const { id, operation } = await placeStore(files.database, { owner: 'anna', step: 'web' })
  await leaseStore(files.database, id, { token: 7 })
  const store = await remove(id)
  expect(store).toMatchObject({ leaseToken: 7, leaseExpiresAt: expect.any(Number) })
  const [cancelled, deletion] = await operationsOf(id)
  expect(deletion?.id).toBe(store.operation?.id)
  expect(cancelled).toMatchObject({
    id: operation?.id,
    state: 'cancelled',
    step: 'web',
    message: null,
    actor: 'key_anna:anna',
    cancelledBy: 'local:default',
    finishedAt: expect.any(Number),
  })
})

test('of ten requests at once one opens an operation', async () => {
  const { id } = await placeStore(files.database)
  const answers = await Promise.all(Array.from({ length: 10 }, () => remove(id, localCaller, files.another())))
  expect(new Set(answers.map(({ operation }) => operation?.id)).size).toBe(1)
  expect((await operationsOf(id)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'create cancelled',
    'delete queued',
  ])
})

test('of a deletion and a retry at once the deletion is what happens', async () => {
  for (let turn = 0; turn < 10; turn++) {
    const { id } = await placeStore(files.database, { status: 'FAILED' })
    const another = files.another()
    await Promise.allSettled([requestRetry(another, { id, caller: localCaller, requestId: null }), remove(id)])
    expect(await getStore(files.database, id, localCaller)).toMatchObject({
      status: 'DELETING',
      operation: { kind: 'delete' },
    })
    expect((await operationsOf(id)).filter(({ finishedAt }) => finishedAt === null)).toHaveLength(1)
  }
})

test("another owner's store is not found, and nothing of it is cancelled", async () => {
  const { id } = await placeStore(files.database, { owner: 'anna' })
  const before = await operationsOf(id)
  await expect(remove(id, ownerOf('bob'))).rejects.toMatchObject({ code: 'not_found' })
  expect(await operationsOf(id)).toEqual(before)
})
