// The operations of a store, newest first, page by page, each with how it ended.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getOperation, listOperations, type OperationPosition } from '../../../shared/operations/index.ts'
import { localCaller } from '../../../shared/stores/index.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { moveStore, placeStore } from '../../support/place-store.ts'

let files: TestDatabase
let id: string
beforeAll(async () => {
  files = await makeDatabase()
  ;({ id } = await placeStore(files.database, { status: 'FAILED' }))
  for (let turn = 0; turn < 6; turn++) {
    await moveStore(files.database, id, 'PROVISIONING')
    await moveStore(files.database, id, 'FAILED')
  }
  await placeStore(files.database)
  // Several of the same moment, as within one millisecond.
  await files.database.write([{ sql: 'UPDATE operations SET created_at = created_at / 50 * 50' }])
})
afterAll(() => files.remove())

const page = (limit: number, after: OperationPosition | null = null) =>
  listOperations(files.database, { storeId: id, limit, after })

test('a page holds those of the store alone, newest first', async () => {
  const { operations, next } = await page(100)
  expect(next).toBeNull()
  expect(operations).toHaveLength(7)
  expect(new Set(operations.map(({ storeId }) => storeId))).toEqual(new Set([id]))
  const order = operations.map(({ createdAt, id }) => [createdAt, id] as const)
  expect(order).toEqual(order.toSorted(([at, id], [otherAt, otherId]) => otherAt - at || (id < otherId ? 1 : -1)))
})

test.each([1, 2, 3, 7, 8])('pages of %d bring each once, in the same order', async (limit) => {
  const seen: string[] = []
  let position: OperationPosition | null = null
  do {
    const { operations, next } = await page(limit, position)
    seen.push(...operations.map(({ id }) => id))
    position = next
  } while (position !== null)
  expect(seen).toEqual((await page(100)).operations.map(({ id }) => id))
})

test('each is the one that its id gives', async () => {
  for (const operation of (await page(3)).operations)
    expect(await getOperation(files.database, operation.id, localCaller)).toEqual(operation)
})
