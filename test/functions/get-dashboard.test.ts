// GET / and its files: served to anybody without a secret, under a policy that lets nothing else in, and kept by browsers.
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DatabaseError } from '../../shared/database/database.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { makeApi, makeKey } from './api.ts'

const dashboard = { script: 'console.log("äh")', style: 'body{}', icon: '<svg xmlns="http://www.w3.org/2000/svg"/>' }

let files: TestDatabase
let api: ReturnType<typeof makeApi>
let named: Record<'js' | 'css' | 'svg', string>
beforeAll(async () => {
  files = await makeDatabase()
  await makeKey(files.database)
  api = makeApi(files.database, {}, undefined, { dashboard })
  const page = await (await api.request('/')).text()
  const found = (ending: string) => `/${new RegExp(`assets/dashboard-[\\w-]{16}\\.${ending}`).exec(page)?.[0]}`
  named = { js: found('js'), css: found('css'), svg: found('svg') }
})
afterAll(() => files.remove())

test('the page needs no key, though every call of its script does', async () => {
  const page = await api.request('/')
  expect(page.status).toBe(200)
  expect(page.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
  expect((await api.call('/api/v1/overview')).status).toBe(401)
})

test('it is served while the database does not answer', async () => {
  const away = () => Promise.reject(new DatabaseError('unavailable', 'away'))
  const cut = makeApi({ ...files.database, query: away, write: away }, {}, undefined, { dashboard })
  expect((await cut.request('/')).status).toBe(200)
  expect((await cut.request(named.js)).status).toBe(200)
})

test('its policy lets nothing run, style, load or be asked but what is its own, and nothing is written inline', async () => {
  const response = await api.request('/')
  const policy = Object.fromEntries(
    (response.headers.get('Content-Security-Policy') ?? '').split('; ').map((part) => {
      const [name = '', ...values] = part.split(' ')
      return [name, values.join(' ')]
    }),
  )
  expect(policy).toEqual({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self'",
    'connect-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  })
  const page = await response.text()
  expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|https?:/i)
  for (const name of ['X-Content-Type-Options', 'Referrer-Policy']) expect(response.headers.get(name)).not.toBeNull()
})

test.each([
  ['js', 'text/javascript; charset=utf-8', dashboard.script],
  ['css', 'text/css; charset=utf-8', dashboard.style],
  ['svg', 'image/svg+xml', dashboard.icon],
] as const)('the file %s is kept for ever under a name that holds its hash', async (ending, type, text) => {
  const response = await api.request(named[ending])
  expect(await response.text()).toBe(text)
  expect(response.headers.get('Content-Type')).toBe(type)
  expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
  expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
  const other = makeApi(files.database, {}, undefined, {
    dashboard: { ...dashboard, script: 'new', style: 'new', icon: 'new' },
  })
  expect((await other.request(named[ending])).status).toBe(404)
})

test('the page is asked for anew each time, and answered 304 while it is the same', async () => {
  const first = await api.request('/')
  expect(first.headers.get('Cache-Control')).toBe('no-cache')
  const tag = first.headers.get('ETag') ?? ''
  const again = await api.request('/', { headers: { 'If-None-Match': tag } })
  expect([again.status, await again.text(), again.headers.get('ETag')]).toEqual([304, '', tag])
  const other = makeApi(files.database, {}, undefined, { dashboard: { ...dashboard, script: 'new' } })
  expect((await other.request('/', { headers: { 'If-None-Match': tag } })).status).toBe(200)
})

test('who takes gzip is sent less', async () => {
  const response = await api.request(named.js, { headers: { 'Accept-Encoding': 'br, gzip' } })
  expect(response.headers.get('Content-Encoding')).toBe('gzip')
  expect(response.headers.get('Vary')).toContain('Accept-Encoding')
  expect(gunzipSync(await response.arrayBuffer()).toString()).toBe(dashboard.script)
})

describe('what is not there', () => {
  test.each(['/assets/dashboard-0000000000000000.js', '/assets/x', '/assets/..%2Fmain.ts'])(
    '%s is 404',
    async (path) => {
      const { status, body } = await api.call(path)
      expect([status, body.code]).toEqual([404, 'not_found'])
    },
  )

  test('below /api/v1 there is no dashboard', async () => {
    const { headers } = await makeKey(files.database)
    expect((await api.call('/api/v1/', { headers })).status).toBe(404)
    expect((await api.call(`/api/v1${named.js}`, { headers })).status).toBe(404)
  })

  test('a process without a dashboard answers 404, and other methods are 405', async () => {
    expect((await makeApi(files.database).call('/')).body.code).toBe('not_found')
    const posted = await api.call('/', { method: 'POST' })
    expect([posted.status, posted.headers.get('Allow')]).toEqual([405, 'GET, HEAD'])
  })
})
