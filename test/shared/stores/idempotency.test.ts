// The same key and body give the first answer again for 24 hours, and change nothing; a refused request leaves no key behind.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cancelOperation } from '../../../shared/operations/index.ts'
import {
  createStore,
  findReplay,
  forgetOldKeys,
  getStore,
  idempotencyKey,
  localCaller,
  requestRetry,
  type Status,
} from '../../../shared/stores/index.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { moveStore, placeStore } from '../../support/place-store.ts'

let files: TestDatabase
let serial = 0
beforeAll(async () => {
  files = await makeDatabase()
})
afterAll(() => files.remove())

const dayMs = 86_400_000
const keyFor = (key: string, asked: string[] = ['same']) => idempotencyKey('default', key, asked)
const rows = (table: string) => files.database.query(`SELECT * FROM ${table} ORDER BY 1, 2`)

function create(
  key: string,
  {
    name = `shop-${++serial}`,
    asked = [name],
    maxStores = null,
  }: { name?: string; asked?: string[]; maxStores?: number | null } = {},
) {
  const wanted = { name, engine: 'medusa' as const, caller: localCaller, requestId: null, maxStores }
  return createStore(files.database, { ...wanted, idempotency: keyFor(key, asked) })
}

const age = (key: string, ms: number) =>
  files.database.write([
    { sql: 'UPDATE idempotency_keys SET created_at = created_at - :ms WHERE key = :key', args: { ms, key } },
  ])

test.each(['PROVISIONING', 'READY', 'FAILED', 'DELETING', 'DELETED'] as const)(
  'a creation that is repeated while its store is %s is answered as at first',
  async (status: Status) => {
    const name = `repeated-${status.toLowerCase()}`
    const first = await create(name, { name })
    await moveStore(files.database, first.id, status)
    const before = [await rows('stores'), await rows('operations'), await rows('events')]
    const again = await create(name, { name })
    const shown = ({
      id,
      status,
      failureCode,
      failureReason,
      health,
      recoverable,
      createdAt,
      updatedAt,
    }: typeof first) => ({
      ...{ id, status, failureCode, failureReason, health, recoverable, createdAt, updatedAt },
    })
    expect(shown(again)).toEqual(shown(first))
    expect(again.operation).toEqual(
      first.operation && { ...first.operation, cancelledBy: again.operation?.cancelledBy },
    )
    expect(await findReplay(files.database, keyFor(name, [name]))).toEqual(again)
    expect([await rows('stores'), await rows('operations'), await rows('events')]).toEqual(before)
  },
)

test('a retry that is repeated is answered as at first, also when it has failed since and another was made', async () => {
  const { id } = await placeStore(files.database, { status: 'FAILED' })
  const retry = (key: string) =>
    requestRetry(files.database, { id, caller: localCaller, requestId: null, idempotency: keyFor(key, ['retry', id]) })
  const first = await retry('first-retry')
  expect(first.operation?.kind).toBe('retry')
  await moveStore(files.database, id, 'FAILED')
  const second = await retry('second-retry')
  expect(second.operation?.id).not.toBe(first.operation?.id)
  expect(await retry('first-retry')).toMatchObject({
    status: 'PROVISIONING',
    operation: { id: first.operation?.id, state: 'queued', step: 'queued', failureCode: null, finishedAt: null },
  })
})

test('of twenty requests with one key at once, one is carried out and all are answered alike', async () => {
  const wanted = { name: 'at-once', engine: 'medusa' as const, caller: localCaller, requestId: null }
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      createStore(files.another(), { ...wanted, idempotency: keyFor('at-once', ['at-once']) }),
    ),
  )
  expect(new Set(answers.map(({ id, operation }) => `${id} ${operation?.id}`)).size).toBe(1)
})

test('the key of another request is refused, of a request that is carried out as of one that is not', async () => {
  const name = 'first-body'
  await create('shared-key', { name })
  for (const other of ['second-body', name])
    await expect(create('shared-key', { name: other, asked: ['another body'] })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    })
})

test('a key belongs to its owner: the same text of another one is another key', async () => {
  await create('whose', { name: 'whose-first' })
  expect(await findReplay(files.database, idempotencyKey('anna', 'whose', ['whose-first']))).toBeUndefined()
})

test('a request that is refused leaves its key unused', async () => {
  const taken = await create('taken-at-first', { name: 'taken' })
  await expect(create('refused', { name: 'taken' })).rejects.toMatchObject({ code: 'name_taken' })
  await expect(create('refused', { name: 'over-quota', maxStores: 0 })).rejects.toMatchObject({
    code: 'quota_exceeded',
  })
  expect(await findReplay(files.database, keyFor('refused', ['taken']))).toBeUndefined()
  await moveStore(files.database, taken.id, 'DELETED')
  expect((await create('refused', { name: 'taken' })).id).not.toBe(taken.id)
})

test('after 24 hours a key is new again, and its row goes; the operation stays', async () => {
  const name = 'old-and-new'
  const first = await create('daily', { name })
  await age('daily', dayMs - 60_000)
  expect((await create('daily', { name })).id).toBe(first.id)
  await age('daily', 60_000)
  expect(await findReplay(files.database, keyFor('daily', [name]))).toBeUndefined()
  await expect(create('daily', { name })).rejects.toMatchObject({ code: 'name_taken' })
  const [operation] = await files.database.query('SELECT kind, state FROM operations WHERE store_id = :id', {
    id: first.id,
  })
  await files.database.write([forgetOldKeys])
  expect(await files.database.query("SELECT 1 FROM idempotency_keys WHERE key = 'daily'")).toEqual([])
  expect(operation).toEqual({ kind: 'create', state: 'queued' })
  expect((await getStore(files.database, first.id, localCaller)).operation?.id).toBe(first.operation?.id)
})

test('a creation that was cancelled is still answered as at first', async () => {
  const name = 'cancelled'
  const first = await create('cancelled', { name })
  await cancelOperation(files.database, { id: first.operation?.id ?? '', caller: localCaller })
  expect(await create('cancelled', { name })).toMatchObject({ status: 'PROVISIONING', operation: { state: 'queued' } })
})
