// From the first key on: who may do what, and whose stores are seen.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApiKey, type Scope } from '../../../shared/api-keys.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { makeApi, makeKey, uniqueName } from '../api.ts'

let files: TestDatabase
let api: ReturnType<typeof makeApi>
beforeAll(async () => {
  files = await makeDatabase()
  api = makeApi(files.database)
})
afterAll(() => files.remove())

test('the first key ends the keyless mode at once, and revoking it does not bring that mode back', async () => {
  const own = await makeDatabase()
  const { call } = makeApi(own.database)
  expect((await call('/stores')).status).toBe(200)
  const { id, headers } = await makeKey(own.database)
  expect((await call('/stores')).status).toBe(401)
  expect((await call('/stores', { headers })).status).toBe(200)
  await own.database.write([{ sql: 'UPDATE api_keys SET revoked_at = 1 WHERE id = ?', args: [id] }])
  expect((await call('/stores', { headers })).status).toBe(401)
  expect((await call('/stores')).status).toBe(401)
  own.remove()
})

describe('a request is refused with 401', () => {
  const cases: [string, () => Promise<Record<string, string>>][] = [
    ['without a key', async () => ({})],
    ['with an unknown key', async () => ({ Authorization: `Bearer ${makeApiKey().key}` })],
    ['with a revoked key', async () => (await makeKey(files.database, { revoked: true })).headers],
    ['with an expired key', async () => (await makeKey(files.database, { expired: true })).headers],
    ['with a key in another scheme', async () => ({ Authorization: `Basic ${(await makeKey(files.database)).key}` })],
    ['with the hash instead of the key', async () => ({ Authorization: `Bearer ${'a'.repeat(64)}` })],
    ['with SQL', async () => ({ Authorization: "Bearer ' OR 1=1 --" })],
  ]
  test.each(cases)('%s', async (_, headers) => {
    await makeKey(files.database)
    const answer = await api.call('/stores', { headers: await headers() })
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthorized' } })
    expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer/)
  })

  test('that says how a key is sent, also to who sent something else than a bearer', async () => {
    await makeKey(files.database)
    for (const headers of [{}, { Authorization: 'Basic YTpi' }, { Authorization: 'Bearer' }])
      expect((await api.call('/stores', { headers })).body.detail).toBe('Send a key: Authorization: Bearer sp_…')
  })
})

describe('a key opens', () => {
  const calls: [method: string, path: string, needed: Scope][] = [
    ['GET', '/stores', 'read'],
    ['GET', '/stores/nope', 'read'],
    ['GET', '/stores/nope/events', 'read'],
    ['GET', '/api/v1/events', 'read'],
    ['GET', '/api/v1/openapi.json', 'read'],
    ['POST', '/stores', 'write'],
    ['POST', '/stores/nope/retry', 'write'],
    ['DELETE', '/stores/nope', 'write'],
    ['GET', '/stores/nope/credentials', 'credentials'],
  ]
  test.each(calls)('%s %s with the scope %3$s alone', async (method, path, needed) => {
    for (const scope of ['read', 'write', 'credentials', 'metrics', 'admin'] as const) {
      const { headers } = await makeKey(files.database, { scopes: [scope] })
      const { status, body } = await api.call(path, { method, headers })
      if (scope === needed) expect([200, 404, 415, 501]).toContain(status)
      else expect([status, body.code, body.scope]).toEqual([403, 'missing_scope', needed])
    }
  })

  test("its owner's stores and no others: 404 to strangers, all to an administrator", async () => {
    const anna = await makeKey(files.database)
    const bert = await makeKey(files.database, { owner: 'bert' })
    const admin = await makeKey(files.database, { owner: 'ops', scopes: ['read', 'admin'] })
    const { id } = (await api.post(uniqueName(), anna.headers)).body
    const seen = async (headers: Record<string, string>) => ({
      one: (await api.call(`/stores/${id}`, { headers })).status,
      events: (await api.call(`/stores/${id}/events`, { headers })).status,
      listed: JSON.stringify((await api.call('/stores', { headers })).body).includes(id),
      happened: JSON.stringify((await api.call('/api/v1/events?limit=500', { headers })).body).includes(id),
    })
    expect(await seen(anna.headers)).toEqual({ one: 200, events: 200, listed: true, happened: true })
    expect(await seen(admin.headers)).toEqual({ one: 200, events: 200, listed: true, happened: true })
    expect(await seen(bert.headers)).toEqual({ one: 404, events: 404, listed: false, happened: false })
    for (const [method, path] of [
      ['DELETE', `/stores/${id}`],
      ['POST', `/stores/${id}/retry`],
    ] as const)
      expect((await api.call(path, { method, headers: bert.headers })).status).toBe(404)
    expect((await api.call(`/stores/${id}`, { headers: anna.headers })).body.status).toBe('PROVISIONING')
  })
})

test('what is stored of a key does not let anybody in, and its use is noted at most once a minute', async () => {
  const { id, key, headers } = await makeKey(files.database)
  const used = async () =>
    (await files.database.query<{ at: number | null }>('SELECT last_used_at AS at FROM api_keys WHERE id = ?', [id]))[0]
      ?.at
  expect(await used()).toBeNull()
  await api.call('/stores', { headers })
  const first = await used()
  expect(first).toBeGreaterThan(0)
  await api.call('/stores', { headers })
  expect(await used()).toBe(first)
  await files.database.write([{ sql: 'UPDATE api_keys SET last_used_at = 1 WHERE id = ?', args: [id] }])
  await api.call('/stores', { headers })
  expect(await used()).toBeGreaterThanOrEqual(first ?? 0)
  const [row] = await files.database.query('SELECT * FROM api_keys WHERE id = ?', [id])
  expect(JSON.stringify(row)).not.toContain(key)
})
