// The API's document: it is of what is served, says all, and changes only when somebody means it. UPDATE=1 writes the
// golden copy anew, which a change that breaks clients should not need.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { makeApi, makeKey } from './api.ts'
import { breakingChanges } from './breaking-changes.ts'

const golden = join(import.meta.dirname, 'golden/openapi.json')

let files: TestDatabase
let document: Awaited<ReturnType<ReturnType<typeof makeApi>['call']>>['body']
beforeAll(async () => {
  files = await makeDatabase()
  document = (await makeApi(files.database).call('/api/v1/openapi.json')).body
})
afterAll(() => files.remove())

const operations = () =>
  Object.entries<object>(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )

test('every documented call is served under /api/v1 and every schema that is referred to is there', async () => {
  const { call } = makeApi(files.database)
  expect(document.openapi).toBe('3.1.0')
  expect(document.servers).toEqual([{ url: '../v1' }])
  expect(operations()).toHaveLength(17)
  for (const { method, path } of operations()) {
    const answer = await call(`/api/v1${path.replace(/\{\w+\}/, 'nope')}`, { method })
    expect([200, 404, 415, 501]).toContain(answer.status)
    if (answer.status === 404) expect(answer.body.detail).toMatch(/no (store|operation|release)/)
  }
  for (const [, name = ''] of JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g))
    expect(document.components.schemas).toHaveProperty(name)
})

test('every operation has a name, a summary and its problems by status, each with an example', () => {
  const names = operations().map(({ operation }) => operation.operationId)
  expect(new Set(names).size).toBe(names.length)
  for (const { operation, path } of operations()) {
    expect(operation.summary).toMatch(/\S/)
    const guarded = operation.security === undefined
    const statuses = Object.keys(operation.responses)
    if (guarded) for (const status of ['400', '401', '403', '429', '500', '503']) expect(statuses).toContain(status)
    if (path.includes('{')) expect(statuses).toContain('404')
    for (const [status, { description, content }] of Object.entries<typeof operation>(operation.responses)) {
      expect(description).toMatch(/\S/)
      const examples = Object.values<typeof operation>(content?.['application/problem+json']?.examples ?? {})
      for (const { value } of examples) expect(String(value.status)).toBe(status)
    }
  }
  for (const name of ['CreatedStore', 'Store', 'StoreItem', 'Operation', 'OperationPage', 'Event', 'EventPage'])
    expect(document.components.schemas[name].example).toBeDefined()
})

test('the document is the golden copy; where it is not, this says whether clients break', () => {
  const text = `${JSON.stringify(document, null, 2)}\n`
  if (process.env['UPDATE']) writeFileSync(golden, text)
  const before = existsSync(golden) ? JSON.parse(readFileSync(golden, 'utf8')) : { paths: {} }
  expect(breakingChanges(before, document), 'these changes break clients').toEqual([])
  expect(document, 'no client breaks; UPDATE=1 writes the golden copy anew').toEqual(before)
})

describe('a change breaks clients', () => {
  const schema = (properties: object, required: string[] = []) => ({ type: 'object', properties, required })
  const body = (of: object) => ({ requestBody: { content: { 'application/json': { schema: of } } } })
  const answer = (of: object) => ({ 200: { content: { 'application/json': { schema: of } } } })
  const documentOf = (more: object) => ({ paths: { '/a': { get: { parameters: [], responses: {}, ...more } } } })
  const text = { type: 'string' }
  test.each<[string, object, object, boolean]>([
    ['when a parameter goes', { parameters: [{ name: 'q', in: 'query' }] }, {}, true],
    ['not when one that may be left out comes', {}, { parameters: [{ name: 'q', in: 'query' }] }, false],
    ['when one that is required comes', {}, { parameters: [{ name: 'q', in: 'query', required: true }] }, true],
    ['when a field must be sent', body(schema({ a: text })), body(schema({ a: text, b: text }, ['b'])), true],
    ['not when a field may be sent', body(schema({ a: text })), body(schema({ a: text, b: text })), false],
    ['when a value is no longer taken', body({ enum: ['x', 'y'] }), body({ enum: ['x'] }), true],
    [
      'when an answered field goes',
      { responses: answer(schema({ a: text })) },
      { responses: answer(schema({})) },
      true,
    ],
    ['not when one comes', { responses: answer(schema({})) }, { responses: answer(schema({ a: text })) }, false],
    ['when its type changes', { responses: answer(text) }, { responses: answer({ type: 'integer' }) }, true],
    ['when a status goes', { responses: answer(text) }, {}, true],
  ])('%s', (_, before, after, breaks) => {
    expect(breakingChanges(documentOf(before), documentOf(after)).length > 0).toBe(breaks)
  })

  test('when an operation goes', () => {
    expect(breakingChanges(documentOf({}), { paths: {} })).toEqual(['GET /a is gone'])
  })
})

test('a slash behind the page for people leads to it', async () => {
  const response = await makeApi(files.database).request('/api/v1/docs/')
  expect([response.status, response.headers.get('Location')]).toEqual([308, '../docs'])
})

test('the page for people names every operation and schema, and may load and run nothing', async () => {
  const own = await makeDatabase()
  await makeKey(own.database)
  const response = await makeApi(own.database).request('/api/v1/docs')
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Type')).toMatch(/^text\/html/)
  expect(response.headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+';/)
  const page = await response.text()
  for (const { operation } of operations()) expect(page).toContain(`id="${operation.operationId}"`)
  for (const name of Object.keys(document.components.schemas)) expect(page).toContain(`id="${name}"`)
  expect(page).not.toMatch(/<script|<link|<img|https?:\/\/(?!my-store)|\son\w+=|\sstyle=/i)
  const prose = page.replace(/<pre>[\s\S]*?<\/pre>/g, '')
  expect(prose).toContain('Events with ids above <code>after</code>.')
  expect(prose).not.toContain('`')
  own.remove()
})
