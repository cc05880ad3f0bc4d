// Without a key only this machine is served, and no web page that found a way to its address.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { makeApi } from '../api.ts'

let files: TestDatabase
let api: ReturnType<typeof makeApi>
beforeAll(async () => {
  files = await makeDatabase()
  api = makeApi(files.database)
})
afterAll(() => files.remove())

describe('without a key', () => {
  test.each<[string, Record<string, string>]>([
    ['localhost', {}],
    ['LOCALHOST:5000', {}],
    ['127.0.0.1:5000', { Origin: 'http://127.0.0.1:5000', 'Sec-Fetch-Site': 'same-origin' }],
    ['[::1]:8080', { 'Sec-Fetch-Site': 'none' }],
    ['localhost:5000', { Origin: 'https://localhost:5000' }],
  ])('a request to %s with %j is served', async (host, headers) => {
    expect((await api.call('/stores', { headers: { Host: host, ...headers } })).status).toBe(200)
  })

  test.each<[string, Record<string, string>]>([
    ['evil.example', {}],
    ['evil.example:5000', {}],
    ['localhost.evil.example', {}],
    ['localhost.', {}],
    ['127.0.0.1.evil.example', {}],
    ['127.0.0.2', {}],
    ['0.0.0.0:5000', {}],
    ['2130706433', {}],
    ['[::ffff:127.0.0.1]', {}],
    ['localhost@evil.example', {}],
    ['localhost:5000', { Origin: 'http://evil.example' }],
    ['localhost:5000', { Origin: 'null' }],
    ['localhost:5000', { Origin: 'http://localhost:3000' }],
    ['localhost:5000', { Origin: 'http://127.0.0.1:5000' }],
    ['localhost:5000', { Origin: 'file://localhost:5000' }],
    ['localhost:5000', { 'Sec-Fetch-Site': 'cross-site' }],
    ['localhost:5000', { 'Sec-Fetch-Site': 'same-site' }],
    ['localhost:5000', { Origin: 'http://localhost:5000', 'Sec-Fetch-Site': 'cross-site' }],
    ['127.0.0.1:5000', { 'X-Forwarded-For': '203.0.113.7' }],
    ['127.0.0.1:5000', { 'X-Forwarded-Proto': 'https' }],
    ['127.0.0.1:5000', { 'X-Real-IP': '203.0.113.7' }],
    ['127.0.0.1:5000', { Forwarded: 'for=203.0.113.7' }],
    ['127.0.0.1:5000', { Via: '1.1 proxy' }],
  ])('a request to %s with %j is refused', async (host, headers) => {
    for (const path of ['/stores', '/health', '/health/ready', '/nowhere']) {
      const { status, body } = await api.call(path, { headers: { Host: host, ...headers } })
      expect(status).toBe(403)
      expect(body.code).toBe('forbidden_host')
    }
  })

  test('a request line that names another host than the Host header is refused', async () => {
    expect((await api.call('http://evil.example/stores', { headers: { Host: 'localhost' } })).status).toBe(403)
  })

  test('a refused creation leaves nothing behind', async () => {
    const json = { name: 'rebound', engine: 'woocommerce' }
    await api.call('/stores', { method: 'POST', json, headers: { Host: 'evil.example' } })
    expect((await api.call('/stores?q=rebound')).body.stores).toEqual([])
  })

  test('a server that others can reach serves nobody', async () => {
    const open = makeApi(files.database, { keylessAllowed: false })
    expect((await open.call('/stores')).status).toBe(401)
  })
})
