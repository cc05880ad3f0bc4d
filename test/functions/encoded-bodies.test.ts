// A body that is encoded is refused as such, with the header and the cure, and is not taken for JSON that is not well-formed.
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApi } from '../../functions/app.ts'
import { type Listening, serve } from '../../functions/serve.ts'
import { systemClock } from '../../shared/clock.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { quietLog } from '../support/quiet-log.ts'
import { makeApi, uniqueName } from './api.ts'
import { speak } from './speak.ts'

let files: TestDatabase
let api: ReturnType<typeof makeApi>
let listening: Listening
beforeAll(async () => {
  files = await makeDatabase()
  api = makeApi(files.database)
  const settings = { reservedNames: [], secretKeys: undefined, keylessAllowed: true }
  const { fetch } = createApi({ database: files.database, log: quietLog, clock: systemClock, settings })
  listening = await serve({ fetch, host: '127.0.0.1', port: 0, clock: systemClock })
})
afterAll(async () => {
  await listening.stop({ withinMs: 1_000 })
  files.remove()
})

const creation = () => JSON.stringify({ name: uniqueName(), engine: 'woocommerce' })
const coding = fc
  .oneof(
    fc.constantFrom(
      'gzip',
      'GZIP',
      'x-gzip',
      'br',
      'deflate',
      'zstd',
      'compress',
      'gzip, identity',
      'identity, br',
      '*',
    ),
    fc.stringMatching(/^[!#$%&'*+.^_`|~\w-]{1,20}$/),
  )
  .filter((name) => name.toLowerCase() !== 'identity')

test('whatever coding a body is said to have, its request is refused with 415, the header and the cure', async () => {
  await fc.assert(
    fc.asyncProperty(coding, async (name) => {
      const headers = { 'Content-Type': 'application/json', 'Content-Encoding': name }
      const answer = await api.call('/stores', { method: 'POST', headers, raw: { body: creation() } })
      expect(answer).toMatchObject({
        status: 415,
        body: { code: 'unsupported_media_type', detail: expect.stringMatching(/Content-Encoding.*without/) },
      })
      expect(answer.headers.get('Accept-Encoding')).toBe('identity')
    }),
    { numRuns: 30 },
  )
})

test.each(['identity', 'Identity', ''])('but one that is said to have %j is not encoded', async (name) => {
  const headers = { 'Content-Type': 'application/json', 'Content-Encoding': name }
  const answer = await api.call('/stores', { method: 'POST', headers, raw: { body: creation() } })
  expect(answer.status).toBe(202)
})

test.each([
  ['POST', '/stores/shop-aaaaaa/retry'],
  ['POST', '/operations/op_0/cancel'],
  ['DELETE', '/stores/shop-aaaaaa'],
])('%s %s takes no encoded body either', async (method, path) => {
  const answer = await api.call(path, { method, headers: { 'Content-Encoding': 'gzip' }, raw: { body: 'x' } })
  expect([answer.status, answer.body.code]).toEqual([415, 'unsupported_media_type'])
})

test('a body that really is gzip is refused for that, over HTTP too', async () => {
  const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }
  const answer = await fetch(`${listening.url}/stores`, { method: 'POST', headers, body: gzipSync(creation()) })
  expect(answer.status).toBe(415)
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
})

async function answerTo(headers: string): Promise<string> {
  const start = 'POST /stores HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close'
  const state = speak(listening.url, `${start}\r\n${headers}\r\n\r\n2\r\n{}\r\n0\r\n\r\n`)
  await eventually(() => state.ended, { what: 'the end of the connection' })
  return state.answer
}

test.each(['gzip', 'gzip, chunked', 'chunked, gzip', 'identity', 'chunked, chunked', 'x-other'])(
  'Transfer-Encoding: %s is refused with 415, the header and the cure',
  async (name) => {
    const answer = await answerTo(`Transfer-Encoding: ${name}`)
    expect(answer).toMatch(/^HTTP\/1\.1 415 /)
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1)
    expect(answer).toMatch(/Of Transfer-Encoding .*chunked/)
  },
)

test.each([
  ['Transfer-Encoding: chunked', 'required'],
  ['Transfer-Encoding: Chunked', 'required'],
  ['Transfer-Encoding: chunked\r\nContent-Length: 5', 'http'],
  ['Content-Length: 5\r\nTransfer-Encoding: chunked', 'http'],
])('%j is no encoding, and is judged as what it is: %s', async (headers, rule) => {
  const answer = await answerTo(headers)
  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  expect(answer).toContain(`"rule":"${rule}"`)
})
