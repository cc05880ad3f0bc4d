// What a hostile client may do with its connection, as rules: whole, halved, pipelined, broken and boundless requests.
import fc from 'fast-check'

export type Move = { kind: 'send'; bytes: Uint8Array } | { kind: 'end' } | { kind: 'reset' }

const path = fc.constantFrom(
  '/health/live',
  '/stores',
  '/stores/',
  '/api/v1/docs',
  '/api/v1/stores?limit=500',
  '/stores/%zz',
  '/../stores',
  '/\\stores',
  '*',
  'http://localhost/stores',
  '//',
  '/nowhere',
)
const method = fc.constantFrom('GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS', 'PUT', 'TRACE', 'CONNECT', 'QUERY', 'get')
const version = fc.constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9', '')
const printable = fc.stringMatching(/^[ -~]{0,40}$/)
const header = fc.oneof(
  fc.constantFrom(
    'Host: localhost',
    'Host: localhost',
    'Host:',
    'Host: localhost:99999',
    'Host: evil.example',
    'Content-Length: 5',
    'Content-Length: 99999999',
    'Content-Length: -1',
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: gzip, chunked',
    'Content-Type: application/json',
    'Expect: 100-continue',
    'Expect: other',
    'Connection: close',
    'Connection: Upgrade\r\nUpgrade: websocket',
    'Accept: text/event-stream',
    'Prefer: wait=60',
    'Last-Event-ID: ',
    'If-None-Match: *',
  ),
  fc.tuple(fc.stringMatching(/^[A-Za-z-]{1,12}$/), printable).map(([name, value]) => `${name}: ${value}`),
  fc.integer({ min: 1, max: 20_000 }).map((length) => `X-Long: ${'a'.repeat(length)}`),
)
const body = fc.oneof(fc.constantFrom('', '{"a"', '5\r\n{"a":\r\n0\r\n\r\n', 'zz\r\n', '{}'), printable)
const request = fc
  .tuple(method, path, version, fc.array(header, { maxLength: 6 }), body)
  .map(
    ([name, target, http, headers, text]) =>
      `${name} ${target} ${http}\r\n${headers.map((one) => `${one}\r\n`).join('')}\r\n${text}`,
  )
const whole = fc
  .constantFrom('/health/live', '/stores', '/api/v1/docs')
  .map((to) => `GET ${to} HTTP/1.1\r\nHost: localhost\r\n\r\n`)

const sent = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  request.map((text) => Buffer.from(text)),
  whole.map((text) => Buffer.from(text)),
  fc.tuple(whole, fc.integer({ min: 2, max: 1_000 })).map(([text, times]) => Buffer.from(text.repeat(times))),
  fc
    .tuple(request, fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([text, part]) => Buffer.from(text.slice(0, text.length * part))),
)
const move = fc.oneof(
  { weight: 8, arbitrary: sent.map((bytes): Move => ({ kind: 'send', bytes })) },
  { weight: 1, arbitrary: fc.constant<Move>({ kind: 'end' }) },
  { weight: 1, arbitrary: fc.constant<Move>({ kind: 'reset' }) },
)

export const hostileClient = fc.record({ moves: fc.array(move, { minLength: 1, maxLength: 5 }), reads: fc.boolean() })
