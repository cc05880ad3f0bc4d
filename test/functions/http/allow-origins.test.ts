// CORS_ALLOW_ORIGINS: which pages may read answers, and that a list opens nothing where this machine alone is served.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { makeApi, makeKey } from '../api.ts'

const panel = 'https://panel.example.com'
const list = { corsAllowOrigins: ['http://other.example:8080', panel] }
const preflight = (origin: string, method = 'POST') => ({
  method: 'OPTIONS',
  headers: {
    Origin: origin,
    'Access-Control-Request-Method': method,
    'Access-Control-Request-Headers': 'authorization,content-type',
  },
})

let files: TestDatabase
let api: ReturnType<typeof makeApi>
let key: { Authorization: string }
beforeAll(async () => {
  files = await makeDatabase()
  api = makeApi(files.database, list)
  key = (await makeKey(files.database)).headers
})
afterAll(() => files.remove())

const corsOf = (headers: Headers) => [...headers].filter(([name]) => name.startsWith('access-control-'))

describe('with a list and a key', () => {
  test.each(['/stores', '/api/v1/stores/some-id', '/api/v1/events', '/health'])(
    'a preflight of a listed origin for %s is answered without a key',
    async (path) => {
      const { status, headers, body } = await api.call(path, preflight(panel))
      expect([status, body]).toEqual([204, null])
      expect(Object.fromEntries(corsOf(headers))).toEqual({
        'access-control-allow-origin': panel,
        'access-control-allow-methods': 'GET,HEAD,POST,DELETE',
        'access-control-allow-headers':
          'Authorization,Content-Type,Idempotency-Key,If-None-Match,Last-Event-ID,Prefer,X-Request-Id',
        'access-control-expose-headers': 'ETag,Link,Location,Preference-Applied,Retry-After,X-Request-Id',
        'access-control-max-age': '600',
      })
      expect(headers.get('Vary')).toMatch(/^Origin\b/)
    },
  )

  test.each([
    'https://evil.example',
    'http://panel.example.com',
    'https://panel.example.com:8443',
    'https://PANEL.example.com',
    'https://panel.example.com.evil.example',
    'https://sub.panel.example.com',
    'null',
    '',
  ])('a preflight of %j is refused and allowed nothing', async (origin) => {
    const { status, headers } = await api.call('/stores', preflight(origin))
    expect(status).toBe(401)
    expect(headers.get('Access-Control-Allow-Origin')).toBeNull()
    expect(headers.get('Vary')).toContain('Origin')
  })

  test('OPTIONS that is no preflight needs a key like every request', async () => {
    expect((await api.call('/stores', { method: 'OPTIONS', headers: { Origin: panel } })).status).toBe(401)
  })

  test.each([200, 401, 404])('an answer %d to a listed origin may be read by its page', async (expected) => {
    const path = expected === 404 ? '/stores/nope' : '/stores'
    const sent = { Origin: panel, ...(expected === 401 ? {} : key) }
    const { status, headers } = await api.call(path, { headers: sent })
    expect([status, headers.get('Access-Control-Allow-Origin')]).toEqual([expected, panel])
    expect(headers.get('Access-Control-Expose-Headers')).toContain('ETag')
    expect(headers.get('Access-Control-Allow-Credentials')).toBeNull()
    expect(headers.get('Vary')).toBe('Origin')
  })

  test('an answer to another origin, or to none, allows nothing, and caches are told', async () => {
    for (const sent of [{ Origin: 'https://evil.example' }, {}]) {
      const { status, headers } = await api.call('/stores', { headers: { ...sent, ...key } })
      expect([status, corsOf(headers), headers.get('Vary')]).toEqual([200, [], 'Origin'])
    }
  })
})

test('without a list no preflight is answered, and no answer speaks of origins', async () => {
  const closed = makeApi(files.database)
  const answers = [await closed.call('/stores', preflight(panel)), await closed.call('/stores', { headers: key })]
  expect(answers.map(({ status }) => status)).toEqual([401, 200])
  expect(answers.flatMap(({ headers }) => corsOf(headers))).toEqual([])
  expect(answers.map(({ headers }) => headers.get('Vary'))).toEqual([null, null])
})

test('while no key exists, a listed origin is refused like any other, its preflight too', async () => {
  const own = await makeDatabase()
  const keyless = makeApi(own.database, list)
  for (const request of [preflight(panel), { headers: { Origin: panel } }]) {
    const { status, body } = await keyless.call('/stores', {
      ...request,
      headers: { Host: 'localhost', ...request.headers },
    })
    expect([status, body.code]).toEqual([403, 'forbidden_host'])
  }
  const json = { name: 'from-a-page', engine: 'woocommerce' }
  await keyless.call('/stores', { method: 'POST', json, headers: { Origin: panel } })
  expect(await own.database.query('SELECT id FROM stores')).toEqual([])
  own.remove()
})
