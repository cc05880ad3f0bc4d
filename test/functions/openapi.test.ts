// GET /api/v1/openapi.json: the document is of what is served.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { makeApi } from './api.ts'

let files: TestDatabase
beforeAll(async () => {
  files = await makeDatabase()
})
afterAll(() => files.remove())

test('every documented call is served under /api/v1 and every schema that is referred to is there', async () => {
  const { call } = makeApi(files.database)
  const { status, body: document } = await call('/api/v1/openapi.json')
  expect(status).toBe(200)
  expect(document.openapi).toBe('3.1.0')
  expect(document.servers).toEqual([{ url: '/api/v1' }])
  const calls = Object.entries<object>(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => [method.toUpperCase(), path] as const),
  )
  expect(calls).toHaveLength(11)
  for (const [method, path] of calls) {
    const answer = await call(`/api/v1${path.replace('{id}', 'nope')}`, { method })
    expect([200, 404, 415, 501]).toContain(answer.status)
    if (answer.status === 404) expect(answer.body.detail).toContain('no store')
  }
  const text = JSON.stringify(document)
  for (const [, name = ''] of text.matchAll(/#\/components\/schemas\/(\w+)/g))
    expect(document.components.schemas).toHaveProperty(name)
})
