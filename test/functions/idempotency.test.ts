// Idempotency-Key: who asks again with the same key and body is told what was told first, and nothing else happens.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { now } from '../../shared/database/now.ts'
import { forgetOldKeys } from '../../shared/stores/index.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { makeApi, makeKey, uniqueName } from './api.ts'
import { beat, makeFailed, makeReady } from './place-store.ts'

let files: TestDatabase
let api: ReturnType<typeof makeApi>
beforeAll(async () => {
  files = await makeDatabase()
  api = makeApi(files.database)
})
afterAll(() => files.remove())

let keys = 0
const newKey = () => `key-${++keys}`
const keyed = (key: string) => ({ 'Idempotency-Key': key })
const storesNamed = (name: string) => files.database.query('SELECT id FROM stores WHERE name = ?', [name])
const age = (key: string, ms: number) =>
  files.database.write([
    { sql: `UPDATE idempotency_keys SET created_at = ${now} - CAST(? AS INTEGER) WHERE key = ?`, args: [ms, key] },
  ])

describe('a creation with a key', () => {
  test('is answered the same again, whatever became of the store, and after a restart', async () => {
    const [key, name] = [newKey(), uniqueName()]
    const first = await api.post(name, keyed(key))
    expect(first.status).toBe(202)
    await makeReady(files.database, first.body.id)
    const again = await makeApi(files.another()).post(name, keyed(key))
    expect([again.status, again.body]).toEqual([202, first.body])
    expect(again.headers.get('Location')).toBe(first.headers.get('Location'))
  })

  test('eight at once over two connections make one store and get one answer', async () => {
    const [key, name] = [newKey(), uniqueName()]
    const apis = [api, makeApi(files.another())]
    const answers = await Promise.all(Array.from({ length: 8 }, (_, turn) => apis[turn % 2]?.post(name, keyed(key))))
    expect(new Set(answers.map((answer) => `${answer?.status} ${JSON.stringify(answer?.body)}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(202)
    expect(await storesNamed(name)).toHaveLength(1)
  })

  test('and another body is refused with 422 and changes nothing', async () => {
    const [key, name, other] = [newKey(), uniqueName(), uniqueName()]
    await api.post(name, keyed(key))
    const { status, body } = await api.post(other, keyed(key))
    expect([status, body.code]).toEqual([422, 'idempotency_key_reused'])
    expect(await storesNamed(other)).toEqual([])
  })

  test('that was refused leaves the key free', async () => {
    const [key, name] = [newKey(), uniqueName()]
    const { id } = (await api.post(name)).body
    expect((await api.post(name, keyed(key))).status).toBe(409)
    expect((await api.post(uniqueName(), keyed(key))).status).toBe(202)
    expect(await storesNamed(name)).toEqual([{ id }])
  })

  test('is answered the same again though its engine can no longer be installed and no more stores are allowed', async () => {
    const own = await makeDatabase()
    const { post } = makeApi(own.database)
    const { headers } = await makeKey(own.database, { maxStores: 1 })
    const name = uniqueName()
    const first = await post(name, { ...headers, ...keyed('k') })
    const none = { available: false, reason: 'none' }
    await beat(own.database, 'one', { engines: { woocommerce: none, medusa: none } })
    expect((await post(name, { ...headers, ...keyed('k') })).body).toEqual(first.body)
    own.remove()
  })

  test.each(['', 'a b', 'é', 'x'.repeat(256)])('%j is refused with 400', async (key) => {
    const { status, body } = await api.post(uniqueName(), keyed(key))
    expect([status, body.errors?.[0]?.pointer]).toEqual([400, 'idempotency-key'])
  })
})

test('a key of one owner means nothing to another', async () => {
  const own = await makeDatabase()
  const { post } = makeApi(own.database)
  const [anna, bert] = [await makeKey(own.database), await makeKey(own.database, { owner: 'bert' })]
  const first = await post(uniqueName(), { ...anna.headers, ...keyed('shared') })
  const second = await post(uniqueName(), { ...bert.headers, ...keyed('shared') })
  expect([first.status, second.status]).toEqual([202, 202])
  expect(second.body.id).not.toBe(first.body.id)
  own.remove()
})

test('a retry with a key is done once: asked again it gives the first answer, also when the store has failed anew', async () => {
  const { id } = (await api.post(uniqueName())).body
  await makeFailed(files.database, id)
  const key = newKey()
  const retry = (path = id) => api.call(`/stores/${path}/retry`, { method: 'POST', headers: keyed(key) })
  const answers = await Promise.all([retry(), retry(), retry()])
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202])
  await makeFailed(files.database, id)
  const again = await retry()
  expect([again.status, again.body]).toEqual([202, answers[0]?.body])
  expect((await api.call(`/stores/${id}`)).body.status).toBe('FAILED')
  expect((await retry('another')).body.code).toBe('idempotency_key_reused')
})

describe('a key is kept for 24 hours', () => {
  test('and then is new again, whether it was cleaned up or not', async () => {
    const [key, name] = [newKey(), uniqueName()]
    await api.post(name, keyed(key))
    await age(key, 86_399_000)
    expect((await api.post(name, keyed(key))).status).toBe(202)
    await age(key, 86_401_000)
    expect((await api.post(name, keyed(key))).body.code).toBe('name_taken')
    expect((await api.post(uniqueName(), keyed(key))).status).toBe(202)
  })

  test('and cleaned up after that, the oldest first, 1,000 at a time and no younger one', async () => {
    const { id } = (await api.post(uniqueName())).body
    const { operation } = (await api.call(`/stores/${id}`)).body
    await files.database.write([
      {
        sql: `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)
          INSERT INTO idempotency_keys (owner, key, fingerprint, operation_id, created_at)
          SELECT 'old', i, 'f', :operation_id, i FROM n`,
        args: { operation_id: operation.id },
      },
    ])
    const count = async (where: string) =>
      (await files.database.query(`SELECT 1 FROM idempotency_keys WHERE ${where}`)).length
    const young = await count(`owner <> 'old'`)
    await files.database.write([forgetOldKeys])
    expect([await count(`owner = 'old'`), await count('created_at <= 1000')]).toEqual([500, 0])
    await files.database.write([forgetOldKeys])
    expect([await count(`owner = 'old'`), await count(`owner <> 'old'`)]).toEqual([0, young])
  })
})
