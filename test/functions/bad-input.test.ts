// What no honest client sends: a clear refusal or a closed connection each time, and the server goes on.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createApi } from '../../functions/app.ts'
import { type Listening, serve } from '../../functions/serve.ts'
import { systemClock } from '../../shared/clock.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { quietLog } from '../support/quiet-log.ts'
import { speak as speakTo } from './speak.ts'

let files: TestDatabase
let listening: Listening
beforeAll(async () => {
  files = await makeDatabase()
  const settings = { reservedNames: [], secretKeys: undefined, keylessAllowed: true }
  const api = createApi({ database: files.database, log: quietLog, clock: systemClock, settings })
  const quick = { headersMs: 300, requestMs: 600 }
  listening = await serve({ fetch: api.fetch, host: '127.0.0.1', port: 0, clock: systemClock, ...quick })
})
afterEach(async () => {
  expect((await fetch(`${listening.url}/health`)).status).toBe(200)
})
afterAll(async () => {
  await listening.stop({ withinMs: 1_000 })
  files.remove()
})

const speak = (text: string) => speakTo(listening.url, text)

const statusesOf = (answer: string) => [...answer.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status))

const bodies: [string, string, string][] = [
  ['a field named twice', '{"name":"twice","engine":"medusa","name":"other"}', 'duplicate'],
  ['a field named twice with escapes', '{"name":"twice","engine":"medusa","n\\u0061me":"other"}', 'duplicate'],
  ['a field named twice deep inside', '{"name":{"a":1,"a":2},"engine":"medusa"}', 'duplicate'],
  ['arrays 8,000 deep', `${'['.repeat(8_000)}${']'.repeat(8_000)}`, 'type'],
  ['objects 2,000 deep', `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`, 'required'],
  ['a number beyond all numbers', '{"name":1e999,"engine":"medusa"}', 'type'],
  ['a number of 10,000 digits', `{"name":${'9'.repeat(10_000)},"engine":"medusa"}`, 'type'],
  ['NUL in a name', '{"name":"a\\u0000b","engine":"medusa"}', 'charset'],
  ['a NUL byte', '{"name":"a\u0000b","engine":"medusa"}', 'json'],
  ['half of a surrogate pair', '{"name":"a\\ud800b","engine":"medusa"}', 'charset'],
  ['half an object', '{"name":"a', 'json'],
  ['two objects', '{"name":"a","engine":"medusa"}{}', 'json'],
]

test.each(bodies)('a body with %s is refused with 400', async (_, body, rule) => {
  const headers = { 'Content-Type': 'application/json' }
  const response = await fetch(`${listening.url}/stores`, { method: 'POST', headers, body })
  const problem = (await response.json()) as { code: string; errors: { rule: string }[] }
  expect([response.status, problem.code]).toEqual([400, 'invalid_request'])
  expect(problem.errors.map((error) => error.rule)).toContain(rule)
})

test('bytes that are no UTF-8 are refused or read as what they are not, never stored as they are', async () => {
  const body = Buffer.from([...Buffer.from('{"name":"a'), 0xff, 0xfe, ...Buffer.from('","engine":"medusa"}')])
  const headers = { 'Content-Type': 'application/json' }
  expect((await fetch(`${listening.url}/stores`, { method: 'POST', headers, body })).status).toBe(400)
})

test('a header of 1 MiB is refused with 431 and the connection closed', async () => {
  const state = speak(`GET /health HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'a'.repeat(1_048_576)}\r\n\r\n`)
  await eventually(() => state.closed)
  expect(statusesOf(state.answer).filter((status) => status !== 431)).toEqual([])
})

test('garbage behind a request ends the connection with 400, behind the answer to the request', async () => {
  const state = speak('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n\u0000\u0001 what is this\r\n\r\n')
  await eventually(() => state.closed)
  expect(statusesOf(state.answer)).toEqual([200, 400])
})

test.each([
  ['GET /health HTTP/1.1\r\nHost: local'],
  ['POST /stores HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"na'],
  [
    'POST /stores HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"na',
  ],
])('whoever does not finish %j is cut off in time', async (text) => {
  const state = speak(text)
  await eventually(() => state.closed)
  expect(statusesOf(state.answer).filter((status) => status < 400)).toEqual([])
})

test.each([
  'GET /stores HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'GET /stores HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde',
  'GET /stores HTTP/1.1\r\n\r\n',
  'GET /stores\u0000 HTTP/1.1\r\nHost: localhost\r\n\r\n',
  '\r\n\r\n\r\n\r\nBLAH',
])('%j is refused and the connection closed', async (text) => {
  const state = speak(text)
  await eventually(() => state.closed)
  expect(statusesOf(state.answer).filter((status) => status < 400)).toEqual([])
})

test('the worst body of 16 KiB takes no more than many times what a plain one takes', async () => {
  const unclosed = `"${'\\"'.repeat(8_000)}`
  const plain = `"${'a'.repeat(16_000)}`
  const quickest = async (body: string) => {
    const times = []
    for (let n = 0; n < 5; n++) {
      const began = performance.now()
      const headers = { 'content-type': 'application/json' }
      expect((await fetch(`${listening.url}/stores`, { method: 'POST', body, headers })).status).toBe(400)
      times.push(performance.now() - began)
    }
    return Math.min(...times)
  }
  // Each quote as the beginning of a string of its own took thousands of times as long.
  expect(await quickest(unclosed)).toBeLessThan(25 * Math.max(await quickest(plain), 0.5))
})
