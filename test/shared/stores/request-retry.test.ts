// A retry begins once, where nothing else is being done, and from the start.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cancelOperation, listOperations } from '../../../shared/operations/index.ts'
import { getStore, localCaller, requestRetry, type Status, statuses } from '../../../shared/stores/index.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { leaseStore, moveStore, ownerOf, placeStore } from '../../support/place-store.ts'

let files: TestDatabase
beforeAll(async () => {
  files = await makeDatabase()
})
afterAll(() => files.remove())

const retry = (id: string, caller = localCaller) => requestRetry(files.database, { id, caller, requestId: 'req_2' })
/** In the order of their kinds: two may have been asked for in the same millisecond. */
const operationsOf = async (storeId: string) =>
  (await listOperations(files.database, { storeId, limit: 10, after: null })).operations.toSorted((one, other) =>
    one.kind.localeCompare(other.kind),
  )

test('a FAILED store is PROVISIONING again, with a clock and attempts of its own, and what failed stays on record', async () => {
  const failed = await placeStore(files.database, { status: 'FAILED', store: { recoverable: 1, expired_leases: 3 } })
  const store = await retry(failed.id)
  expect(store).toMatchObject({
    status: 'PROVISIONING',
    failureCode: null,
    failureReason: null,
    recoverable: false,
    queue: 'helm_install',
    expiredLeases: 0,
    operation: { kind: 'retry', state: 'queued', step: 'queued', attempts: 0, observedMs: 0, requestId: 'req_2' },
  })
  expect(store.startedAt).toBeGreaterThanOrEqual(failed.startedAt)
  expect(store.dueAt).toBe(store.updatedAt)
  const [first] = await operationsOf(failed.id)
  expect(first).toMatchObject({ kind: 'create', state: 'failed', failureCode: 'crash_loop', step: 'web' })
})

test('the lease stays: work on what was cancelled ends first', async () => {
  const { id, operation } = await placeStore(files.database)
  await leaseStore(files.database, id, { token: 7 })
  await cancelOperation(files.database, { id: operation?.id ?? '', caller: localCaller })
  const store = await retry(id)
  expect(store).toMatchObject({ leaseToken: 7, leaseExpiresAt: expect.any(Number) })
})

test.each(statuses.filter((status) => status !== 'FAILED'))(
  'a store that is %s is not retried',
  async (status: Status) => {
    const { id, operation } = await placeStore(files.database, { status })
    const before = await getStore(files.database, id, localCaller)
    const refusal =
      operation === null
        ? { code: 'not_failed', message: expect.stringContaining(`is ${status}`) }
        : { code: 'busy', details: { operation_id: operation.id } }
    await expect(retry(id)).rejects.toMatchObject(refusal)
    expect(await getStore(files.database, id, localCaller)).toEqual(before)
  },
)

test('of ten requests at once one opens an operation, and the others are told which', async () => {
  const { id } = await placeStore(files.database, { status: 'FAILED' })
  const answers = await Promise.allSettled(
    Array.from({ length: 10 }, () => requestRetry(files.another(), { id, caller: localCaller, requestId: null })),
  )
  const [opened] = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
  const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
  expect(refused).toHaveLength(9)
  for (const reason of refused)
    expect(reason).toMatchObject({ code: 'busy', details: { operation_id: opened?.operation?.id } })
  expect(await operationsOf(id)).toHaveLength(2)
})

test("another owner's store is not found", async () => {
  const { id } = await placeStore(files.database, { status: 'FAILED', owner: 'anna' })
  await expect(retry(id, ownerOf('bob'))).rejects.toMatchObject({ code: 'not_found' })
  await expect(retry('nothing-abc123')).rejects.toMatchObject({ code: 'not_found' })
  expect((await retry(id, ownerOf('anna'))).operation?.actor).toBe('key_anna:anna')
})

test('it can fail and be retried again and again', async () => {
  const { id } = await placeStore(files.database, { status: 'FAILED' })
  for (let turn = 0; turn < 3; turn++) {
    await retry(id)
    await moveStore(files.database, id, 'FAILED')
  }
  expect((await operationsOf(id)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'create failed',
    'retry failed',
    'retry failed',
    'retry failed',
  ])
})
