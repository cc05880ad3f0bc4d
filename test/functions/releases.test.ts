// GET /releases, and stores that are asked for with one: what each caller is told, and what is refused.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addRelease, newRelease, setDefaultRelease } from '../../shared/releases/index.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { placeStore } from '../support/place-store.ts'
import { makeApi, makeKey, uniqueName } from './api.ts'

let files: TestDatabase
let api: ReturnType<typeof makeApi>
beforeAll(async () => {
  files = await makeDatabase()
  api = makeApi(files.database)
  for (const [index, name] of ['2026.9', '2026.10', '2026.11'].entries()) {
    const chart = [{ path: 'Chart.yaml', bytes: Buffer.from(name) }]
    await addRelease(files.database, name, newRelease({ chart, values: [] }, { name: 'store', version: '0.2.0' }))
    const args = { name, created_at: Date.UTC(2026, index) }
    await files.database.write([{ sql: 'UPDATE releases SET created_at = :created_at WHERE name = :name', args }])
  }
  await setDefaultRelease(files.database, { name: '2026.10', cluster: 'default' })
})
afterAll(() => files.remove())

const create = (json: object, headers = {}) => api.call('/stores', { method: 'POST', json, headers })
const wanted = (release: string) => ({ name: uniqueName(), engine: 'woocommerce', release })

describe('releases', () => {
  test('are listed newest first, and the default is marked', async () => {
    const { status, body } = await api.call('/api/v1/releases')
    expect(status).toBe(200)
    expect(body.releases.map(({ name }: { name: string }) => name)).toEqual(['2026.11', '2026.10', '2026.9'])
    expect(body.releases[1]).toEqual({
      name: '2026.10',
      default: true,
      default_for: ['default'],
      chart: { name: 'store', version: '0.2.0' },
      checked: true,
      created_at: '2026-02-01T00:00:00.000Z',
      stores: 0,
    })
    expect(body.next_cursor).toBeNull()
  })

  test('are paged', async () => {
    const first = await api.call('/api/v1/releases?limit=2')
    expect(first.body.releases).toHaveLength(2)
    const { body } = await api.call(`/api/v1/releases?limit=2&cursor=${first.body.next_cursor}`)
    expect(body).toMatchObject({ releases: [{ name: '2026.9' }], next_cursor: null })
    expect((await api.call('/api/v1/releases?cursor=x')).status).toBe(400)
  })

  test('are found by name; what there is not is 404', async () => {
    expect((await api.call('/api/v1/releases/2026.9')).body).toMatchObject({ name: '2026.9', default: false })
    for (const name of ['nope', '..%2f', '%00', 'a'.repeat(300)])
      expect(await api.call(`/api/v1/releases/${name}`)).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })

  test('show nothing of their content, however it is asked for', async () => {
    const texts = [await api.call('/api/v1/releases'), await api.call('/api/v1/releases/2026.9')]
    expect(JSON.stringify(texts)).not.toMatch(/digest|content|Chart\.yaml/)
  })
})

describe('a store that is asked for with a release', () => {
  test('shall have it, whatever the default is', async () => {
    const { status, body } = await create(wanted('2026.9'))
    expect(status).toBe(202)
    expect((await api.call(`/stores/${body.id}`)).body.release).toEqual({ name: '2026.9', outdated: true })
    const { operations } = (
      await files.database.query<{ operations: string }>(
        'SELECT params AS operations FROM operations WHERE store_id = :id',
        { id: body.id },
      )
    )[0] ?? { operations: '' }
    expect(JSON.parse(operations)).toMatchObject({ release: '2026.9' })
  })

  test('is refused with 409 where there is none of the name, and makes nothing', async () => {
    const store = wanted('2025.1')
    expect(await create(store)).toMatchObject({
      status: 409,
      body: { code: 'release_unknown', detail: 'There is no release "2025.1"; GET /releases lists them.' },
    })
    expect(await files.database.query('SELECT id FROM stores WHERE name = :name', { name: store.name })).toEqual([])
  })

  test.each([[''], ['x'.repeat(64)], [7], [null]])('is refused with 400 where the release is %j', async (release) => {
    const { status, body } = await create({ ...wanted(''), release })
    expect([status, body.errors[0].pointer]).toEqual([400, '/release'])
  })

  test('is another request than one without it, or with another one, for an Idempotency-Key', async () => {
    const headers = { 'Idempotency-Key': 'release-once' }
    const store = wanted('2026.9')
    const first = await create(store, headers)
    expect((await create(store, headers)).body).toEqual(first.body)
    const others = [
      { ...store, release: '2026.11' },
      { name: store.name, engine: store.engine },
    ]
    for (const other of others)
      expect(await create(other, headers)).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } })
  })
})

test('how many stores use a release is told to the scope admin alone', async () => {
  await placeStore(files.database, { store: { release: '2026.11' } })
  await placeStore(files.database, { owner: 'bert', store: { applied_release: '2026.11' } })
  await placeStore(files.database, { status: 'DELETED', store: { release: '2026.11' } })
  const admin = await makeKey(files.database, { scopes: ['read', 'admin'] })
  const owner = await makeKey(files.database, { owner: 'bert', scopes: ['read'] })
  for (const path of ['/api/v1/releases', '/api/v1/releases/2026.11']) {
    const seen = await api.call(path, { headers: admin.headers })
    expect(seen.body.releases?.[0] ?? seen.body).toMatchObject({ name: '2026.11', stores: 2 })
    const told = await api.call(path, { headers: owner.headers })
    expect(told.body.releases?.[0] ?? told.body).not.toHaveProperty('stores')
  }
})
