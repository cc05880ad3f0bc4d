// A store is created whole or not at all: its row, its operation and its first event.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { now } from '../../../shared/database/now.ts'
import { listOperations } from '../../../shared/operations/index.ts'
import { createStore, getStore, listEvents, localCaller } from '../../../shared/stores/index.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { moveStore, ownerOf } from '../../support/place-store.ts'

let files: TestDatabase
let serial = 0
beforeAll(async () => {
  files = await makeDatabase()
})
afterAll(() => files.remove())

const anna = ownerOf('anna')
const wanted = () => ({ name: `shop-${++serial}`, engine: 'medusa' as const, caller: anna, requestId: 'req_1' })
const countOf = async (table: string) =>
  (await files.database.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.n

test('it is PROVISIONING, due at once, with an operation that says who asked and for what', async () => {
  const asked = wanted()
  const store = await createStore(files.database, asked)
  const { id, operation, createdAt } = store
  expect(store).toMatchObject({
    id: expect.stringMatching(new RegExp(`^${asked.name}-[a-z0-9]{6}$`)),
    namespace: `store-${id}`,
    owner: 'anna',
    cluster: 'default',
    status: 'PROVISIONING',
    queue: 'helm_install',
    dueAt: createdAt,
    startedAt: createdAt,
    updatedAt: createdAt,
    release: null,
    url: null,
    health: null,
  })
  expect(operation).toMatchObject({
    id: expect.stringMatching(/^op_[a-z0-9]{16}$/),
    storeId: id,
    kind: 'create',
    state: 'queued',
    step: 'queued',
    message: 'Queued',
    actor: 'key_anna:anna',
    requestId: 'req_1',
    createdAt,
    startedAt: null,
    finishedAt: null,
  })
  expect(JSON.parse(operation?.params ?? '')).toEqual({ name: asked.name, engine: 'medusa' })
  expect(await getStore(files.database, id, anna)).toEqual(store)
  expect(await listEvents(files.database, { caller: anna, storeId: id, after: 0, limit: 10 })).toMatchObject([
    {
      kind: 'transition',
      from: null,
      to: 'PROVISIONING',
      operationId: operation?.id,
      step: 'queued',
      actor: 'key_anna:anna',
      requestId: 'req_1',
    },
  ])
})

test('without a key the actor is the machine itself', async () => {
  const { operation } = await createStore(files.database, { ...wanted(), caller: localCaller })
  expect(operation?.actor).toBe('local:default')
})

test('a name is taken until its store is DELETED, and whose it is only its owner is told', async () => {
  const asked = wanted()
  const { id } = await createStore(files.database, asked)
  const before = [await countOf('stores'), await countOf('operations'), await countOf('events')]
  const again = (caller = anna) => createStore(files.database, { ...asked, caller })
  await expect(again()).rejects.toMatchObject({ code: 'name_taken', details: { store_id: id } })
  await expect(again(localCaller)).rejects.toMatchObject({ code: 'name_taken', details: { store_id: id } })
  await expect(again(ownerOf('bob'))).rejects.toMatchObject({ code: 'name_taken', details: {} })
  expect([await countOf('stores'), await countOf('operations'), await countOf('events')]).toEqual(before)
  await moveStore(files.database, id, 'DELETED')
  expect((await again(ownerOf('bob'))).owner).toBe('bob')
})

test('of a hundred requests for one name at once, one is carried out', async () => {
  const asked = wanted()
  const answers = await Promise.allSettled(
    Array.from({ length: 100 }, (_, n) => createStore(n % 2 ? files.database : files.another(), asked)),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const answer of answers)
    if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'name_taken' })
})

describe('a quota', () => {
  const limited = (owner: string, maxStores: number) => ({ ...wanted(), caller: ownerOf(owner), maxStores })

  test('counts the stores of the owner that are not DELETED', async () => {
    const first = await createStore(files.database, limited('carl', 2))
    await createStore(files.database, limited('carl', 2))
    const refused = createStore(files.database, limited('carl', 2))
    await expect(refused).rejects.toMatchObject({
      code: 'quota_exceeded',
      message: expect.stringContaining('2 stores'),
    })
    await createStore(files.database, limited('dora', 1))
    await moveStore(files.database, first.id, 'DELETED')
    await createStore(files.database, limited('carl', 2))
  })

  test('of one place is given once, however many ask at the same moment', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => createStore(files.another(), limited('emil', 1))),
    )
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('of none refuses the first store too', async () => {
    await expect(createStore(files.database, limited('fritz', 0))).rejects.toMatchObject({ code: 'quota_exceeded' })
  })
})

test('a release that is asked for is fixed in the row, and one that is not there refuses the store', async () => {
  const release = 'store-9.9.9'
  await expect(createStore(files.database, { ...wanted(), release })).rejects.toMatchObject({
    code: 'release_unknown',
    message: expect.stringContaining(release),
  })
  await files.database.write([
    {
      sql: `INSERT INTO releases (name, digest, chart_name, chart_version, content, actor, created_at)
        VALUES (:release, 'sha256:1', 'store', '9.9.9', '', 'poller', ${now})`,
      args: { release },
    },
  ])
  const store = await createStore(files.database, { ...wanted(), release })
  expect(store).toMatchObject({ release, appliedRelease: null })
  const { operations } = await listOperations(files.database, { storeId: store.id, limit: 9, after: null })
  expect(operations.map(({ params }) => JSON.parse(params))).toMatchObject([{ release }])
})
