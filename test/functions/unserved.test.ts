// What never reaches the API is refused like everything else: as a problem with an id, over a connection that is closed.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApi } from '../../functions/app.ts'
import { type Listening, serve } from '../../functions/serve.ts'
import { systemClock } from '../../shared/clock.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { quietLog } from '../support/quiet-log.ts'
import { speak } from './speak.ts'

let files: TestDatabase
let listening: Listening
const refused: string[] = []
beforeAll(async () => {
  files = await makeDatabase()
  const settings = { reservedNames: [], secretKeys: undefined, keylessAllowed: true }
  const { fetch } = createApi({ database: files.database, log: quietLog, clock: systemClock, settings })
  const quick = { headersMs: 500, requestMs: 800 }
  listening = await serve({
    fetch,
    host: '127.0.0.1',
    port: 0,
    clock: systemClock,
    ...quick,
    onRefused: (reason) => refused.push(reason),
  })
})
afterAll(async () => {
  await listening.stop({ withinMs: 1_000 })
  files.remove()
})

/** All that comes back until the server ends the connection. */
async function answerTo(text: string): Promise<string> {
  const state = speak(listening.url, text)
  await eventually(() => state.ended, { what: 'the end of the connection' })
  return state.answer
}

const post = (headers: string) =>
  `POST /stores HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${headers}\r\n\r\n`
const get = (headers: string) => `GET /health HTTP/1.1\r\n${headers}\r\n\r\n`

test.each<[what: string, sent: string, status: number, code: string]>([
  ['bytes that are no HTTP', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n', 400, 'invalid_request'],
  ['a request without Host', get('X-Other: 1'), 400, 'invalid_request'],
  ['a Host whose port is none', get('Host: localhost:99999\r\nConnection: close'), 400, 'invalid_request'],
  ['two lengths', post('Content-Length: 1\r\nContent-Length: 2'), 400, 'invalid_request'],
  ['a chunk without a size', `${post('Transfer-Encoding: chunked')}zz\r\n`, 400, 'invalid_request'],
  ['headers that stop', 'GET /health HTTP/1.1\r\nHo', 408, 'request_timeout'],
  ['a body that stops', `${post('Content-Length: 50')}{`, 408, 'request_timeout'],
  ['a connection that sends nothing', '', 408, 'request_timeout'],
  ['an expectation that is unknown', get('Host: localhost\r\nExpect: cake'), 417, 'expectation_failed'],
  ['headers of 17 KB', get(`Host: localhost\r\nX-Long: ${'a'.repeat(17_000)}`), 431, 'headers_too_large'],
  [
    'extensions of a chunk of 17 KB',
    `${post('Transfer-Encoding: chunked')}1;${'a'.repeat(17_000)}\r\n`,
    413,
    'body_too_large',
  ],
  ['a tunnel', 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n', 405, 'method_not_allowed'],
])('%s: refused as a problem, and counted', async (_, sent, status, code) => {
  refused.length = 0
  const [head = '', body = ''] = (await answerTo(sent)).split('\r\n\r\n')
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  expect(head).toMatch(/^content-type: application\/problem\+json$/im)
  const id = /^x-request-id: (\S+)$/im.exec(head)?.[1]
  expect(JSON.parse(body)).toMatchObject({ status, code, request_id: id })
  expect(refused).toEqual([code])
})

test('an id that the request brings is kept where the request could be read', async () => {
  const answer = await answerTo(get('Host: localhost:99999\r\nX-Request-Id: mine-1\r\nConnection: close'))
  expect(answer).toMatch(/^x-request-id: mine-1$/im)
})

test('who asks before sending too much is refused without being told to go on', async () => {
  const answer = await answerTo(post('Content-Length: 99999\r\nExpect: 100-continue\r\nConnection: close'))
  expect(answer).toMatch(/^HTTP\/1\.1 413 /)
})
