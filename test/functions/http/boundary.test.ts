// What every answer has: an id, safe headers, one log line; and what unknown paths, methods and faults are told.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getStore } from '../../../functions/endpoints/get-store.ts'
import { problems } from '../../../functions/http/schemas/problems.ts'
import { createStandalone } from '../../../functions/standalone/create-standalone.ts'
import { systemClock } from '../../../shared/clock.ts'
import { errorCodes } from '../../../shared/errors.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { quietLog } from '../../support/quiet-log.ts'
import { makeApi, makeKey, uniqueName } from '../api.ts'
import { keepLog } from '../keep-log.ts'

let files: TestDatabase
let api: ReturnType<typeof makeApi>
beforeAll(async () => {
  files = await makeDatabase()
  api = makeApi(files.database)
})
afterAll(() => files.remove())

describe('an unknown path', () => {
  test.each([
    '/nowhere',
    '/stores/a/b',
    '/stores//',
    '/api/v1',
    '/api/v1/',
    '/api/v2/stores',
    '/api/v1/api/v1/stores',
    '/openapi.json',
  ])('%s is 404 as a problem', async (path) => {
    const { status, headers, body } = await api.call(path)
    expect(status).toBe(404)
    expect(headers.get('Content-Type')).toBe('application/problem+json')
    expect(body).toEqual({
      type: 'urn:storeplane:problem:not_found',
      title: problems.not_found.title,
      status: 404,
      detail: expect.any(String),
      code: 'not_found',
      request_id: headers.get('X-Request-Id'),
    })
  })
})

describe('a known path with another method', () => {
  test.each([
    ['PUT', '/stores', 'GET, HEAD, POST'],
    ['DELETE', '/api/v1/stores', 'GET, HEAD, POST'],
    ['POST', '/stores/abc', 'DELETE, GET, HEAD'],
    ['GET', '/stores/abc/retry', 'POST'],
    ['OPTIONS', '/stores', 'GET, HEAD, POST'],
    ['POST', '/health', 'GET, HEAD'],
    ['PATCH', '/api/v1/events', 'GET, HEAD'],
    ['DELETE', '/api/v1/openapi.json', 'GET, HEAD'],
  ])('%s %s is 405 with Allow: %s', async (method, path, allow) => {
    const { status, headers, body } = await api.call(path, { method })
    expect([status, body.code]).toEqual([405, 'method_not_allowed'])
    expect(headers.get('Allow')?.split(', ').sort().join(', ')).toBe(allow)
  })
})

describe('an answer', () => {
  test.each(['trace-1', 'A_b.9', 'x'.repeat(100)])('carries the request id %s that the request brought', async (id) => {
    const { headers, body } = await api.call('/nowhere', { headers: { 'X-Request-Id': id } })
    expect([headers.get('X-Request-Id'), body.request_id]).toEqual([id, id])
  })

  test.each(['', 'a b', 'x'.repeat(101), 'é', '"quoted"', 'a/b'])(
    'carries an id of its own instead of %j',
    async (id) => {
      const { headers, body } = await api.call('/nowhere', { headers: { 'X-Request-Id': id } })
      expect(headers.get('X-Request-Id')).toMatch(/^req_[a-z0-9]{16}$/)
      expect(body.request_id).toBe(headers.get('X-Request-Id'))
    },
  )

  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'

  test('to a request with a traceparent carries the id of its trace, and so do the log line and the events', async () => {
    const { lines, log } = keepLog()
    const { post, call } = makeApi(files.database, {}, log)
    const traceparent = `00-${traceId}-00f067aa0ba902b7-01`
    const { headers, body } = await post(uniqueName(), { traceparent })
    expect(headers.get('X-Request-Id')).toBe(traceId)
    expect((await call(`/stores/${body.id}/events`)).body.events[0].request_id).toBe(traceId)
    await call('/stores', { headers: { traceparent, 'X-Request-Id': 'mine' } })
    expect(lines[0]).toMatchObject({ trace_id: traceId, request_id: traceId })
    expect(lines.at(-1)).toMatchObject({ trace_id: traceId, request_id: 'mine' })
  })

  test.each([
    '',
    traceId,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `ff-${traceId}-00f067aa0ba902b7-01`,
    `00-${traceId.toUpperCase()}-00f067aa0ba902b7-01`,
  ])('carries an id of its own where the traceparent is %j', async (traceparent) => {
    const { headers } = await api.call('/nowhere', { headers: { traceparent } })
    expect(headers.get('X-Request-Id')).toMatch(/^req_/)
  })

  test.each(['/stores', '/nowhere', '/health', '/api/v1/openapi.json'])(
    'at %s allows no sniffing, no caching and no other origin',
    async (path) => {
      const { headers } = await api.call(path, { headers: { Host: 'localhost', Origin: 'http://localhost' } })
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(headers.get('Cache-Control')).toBe('no-store')
      expect([...headers.keys()].filter((name) => /^access-control|powered-by/.test(name))).toEqual([])
    },
  )

  test('to HEAD is the answer to GET without its body', async () => {
    const { status, body } = await api.call('/stores', { method: 'HEAD' })
    expect([status, body]).toEqual([200, null])
  })
})

describe('the log', () => {
  test('has one line per request, with the route and the owner, and never the key', async () => {
    const own = await makeDatabase()
    const { headers, key } = await makeKey(own.database, { owner: 'dora' })
    const { lines, log } = keepLog()
    const { call } = makeApi(own.database, {}, log)
    await call('/api/v1/stores/some-id?x=1', { headers: { ...headers, 'X-Request-Id': 'r-1' } })
    await call('/stores')
    await call('/nowhere', { headers })
    await call('/stores', { method: 'POST', headers, json: { name: '-', more: 1 } })
    await call('/stores', { headers })
    expect(lines).toHaveLength(5)
    expect(lines[0]).toMatchObject({
      level: 30,
      method: 'GET',
      route: '/api/v1/stores/:id',
      status: 400,
      ms: expect.any(Number),
      request_id: 'r-1',
      owner: 'dora',
    })
    expect(lines[1]).toMatchObject({ route: '/stores', status: 401, owner: null, code: 'unauthorized' })
    expect(lines[2]).toMatchObject({ route: null, status: 404, code: 'not_found' })
    expect(lines[3]).toMatchObject({ code: 'invalid_request', rules: expect.arrayContaining(['required', 'unknown']) })
    expect(lines[4]).toMatchObject({ route: '/stores', status: 200 })
    expect(lines[4]).not.toHaveProperty('code')
    expect(JSON.stringify(lines)).not.toContain(key)
    own.remove()
  })

  test('alone has the inside of a 500; the answer says nothing of it', async () => {
    const own = await makeDatabase()
    await own.database.write([{ sql: 'PRAGMA foreign_keys=OFF' }, { sql: 'DROP TABLE events' }])
    const { lines, log } = keepLog()
    const { status, body } = await makeApi(own.database, {}, log).post(uniqueName())
    expect([status, body.code]).toEqual([500, 'internal'])
    expect(JSON.stringify(body)).not.toMatch(/events|table|sql|\.ts|\.db/i)
    expect(lines.find(({ level }) => level === 50)).toMatchObject({
      request_id: body.request_id,
      error: expect.stringContaining('no such table'),
    })
    own.remove()
  })
})

test('every code has a status and a title of its own', () => {
  expect(Object.keys(problems).sort()).toEqual([...errorCodes].sort())
  const titles = Object.values(problems).map(({ title }) => title)
  expect(new Set(titles).size).toBe(titles.length)
})

test('an endpoint can be served alone, behind the same boundary', async () => {
  const settings = { reservedNames: [], secretKeys: undefined, keylessAllowed: true }
  const given = { database: files.database, log: quietLog, clock: systemClock, settings }
  const endpoint = { name: 'get-store', method: 'GET', path: '/stores/:id', mounts: ['/'], access: 'read' } as const
  const alone = createStandalone(given, [{ ...endpoint, make: getStore }])
  const { id } = (await api.post(uniqueName())).body
  const statuses = []
  for (const [method, path] of [
    ['GET', `/stores/${id}`],
    ['GET', '/stores/nope'],
    ['DELETE', `/stores/${id}`],
    ['GET', '/stores'],
  ] as const)
    statuses.push((await alone.request(path, { method })).status)
  expect(statuses).toEqual([200, 404, 405, 404])
  expect((await alone.request(`/stores/${id}`, { headers: { Host: 'evil.example' } })).status).toBe(403)
})
