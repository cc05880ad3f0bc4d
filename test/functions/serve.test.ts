// The server around the API: over real connections.
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApi } from '../../functions/app.ts'
import { type Listening, serve } from '../../functions/serve.ts'
import { systemClock } from '../../shared/clock.ts'
import { captureLog, type Line } from '../support/captured-log.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { quietLog } from '../support/quiet-log.ts'
import { speak as speakTo } from './speak.ts'

let files: TestDatabase
let listening: Listening
beforeAll(async () => {
  files = await makeDatabase()
  listening = await start()
})
afterAll(async () => {
  await listening.stop({ withinMs: 1_000 })
  files.remove()
})

function start({ port = 0, log = quietLog } = {}) {
  const settings = { reservedNames: [], secretKeys: undefined, keylessAllowed: true }
  const api = createApi({ database: files.database, log, clock: systemClock, settings })
  return serve({ fetch: api.fetch, host: '127.0.0.1', port, clock: systemClock })
}

const speak = (text: string, url = listening.url) => speakTo(url, text)

const head = (lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`
const answered = (state: { answer: string }) =>
  eventually(() => /^HTTP\/1\.1 (\d+)/.exec(state.answer)?.[1], { what: 'an answer' })

test('a request line that names another host is refused', async () => {
  const state = speak(head(['GET http://evil.example/stores HTTP/1.1', 'Host: localhost', 'Connection: close']))
  expect(await answered(state)).toBe('403')
})

test.each([
  [['application/json', 'text/plain']],
  [['text/plain', 'application/json']],
  [['application/json', 'application/json']],
])('two Content-Type headers %j are refused', async (types) => {
  const body = '{"name":"twice","engine":"woocommerce"}'
  const lines = ['POST /stores HTTP/1.1', 'Host: localhost', `Content-Length: ${body.length}`, 'Connection: close']
  expect(await answered(speak(head([...lines, ...types.map((type) => `Content-Type: ${type}`)]) + body))).toBe('415')
})

test('a body that claims to be large is refused before it is sent', async () => {
  const lines = [
    'POST /stores HTTP/1.1',
    'Host: localhost',
    'Content-Type: application/json',
    'Content-Length: 99999999',
  ]
  const state = speak(head(lines))
  expect(await answered(state)).toBe('413')
  state.socket.destroy()
})

test('an endless body in chunks is refused while it is still being sent', async () => {
  const { port } = new URL(listening.url)
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const sent = request({ port, method: 'POST', path: '/stores', headers: { 'Content-Type': 'application/json' } })
    sent.on('response', (response) => {
      resolve(response.statusCode)
      sent.destroy()
    })
    sent.on('error', reject)
    sent.write(Buffer.alloc(20_000, 32))
  })
  expect(status).toBe(413)
})

test('a port in use is refused with the cure', async () => {
  await expect(start({ port: Number(new URL(listening.url).port) })).rejects.toMatchObject({
    exitCode: 1,
    message: expect.stringContaining('set PORT'),
  })
})

test('stopping lets a running request end, closes idle connections and accepts no new ones', async () => {
  const own = await start()
  const idle = speak(head(['GET /health HTTP/1.1', 'Host: localhost']), own.url)
  expect(await answered(idle)).toBe('200')
  const body = '{"name":"last-one","engine":"woocommerce"}'
  const lines = ['POST /stores HTTP/1.1', 'Host: localhost', 'Content-Type: application/json']
  const length = `Content-Length: ${body.length}`
  const running = speak(head([...lines, length, 'Expect: 100-continue']) + body.slice(0, 10), own.url)
  await eventually(() => running.answer.includes('100 Continue'), { what: 'the request to have begun' })
  const startedMs = performance.now()
  const stopped = own.stop({ withinMs: 20_000 })
  await eventually(() => idle.closed, { what: 'the idle connection to be closed' })
  await expect(fetch(`${own.url}/health`)).rejects.toThrow()
  running.socket.write(body.slice(10))
  await eventually(() => running.answer.includes('HTTP/1.1 202'), { what: 'the running request to be answered' })
  await stopped
  expect(performance.now() - startedMs).toBeLessThan(4_500)
})

test('stopping cuts off, after its time, whoever does not end', async () => {
  const own = await start()
  const lines = ['POST /stores HTTP/1.1', 'Host: localhost', 'Content-Type: application/json', 'Content-Length: 50']
  const hanging = speak(`${head([...lines, 'Expect: 100-continue'])}{`, own.url)
  await eventually(() => hanging.answer.includes('100 Continue'), { what: 'the request to have begun' })
  await own.stop({ withinMs: 100 })
  await eventually(() => hanging.closed, { what: 'the hanging connection to be cut off' })
})

test('a kept connection is promised longer than proxies keep theirs', async () => {
  const state = speak(head(['GET /health HTTP/1.1', 'Host: localhost']))
  await answered(state)
  expect(Number(/keep-alive: timeout=(\d+)/i.exec(state.answer)?.[1])).toBeGreaterThan(60)
  state.socket.destroy()
})

test('a client that leaves in the middle of its body is counted as 499, and no error is logged', async () => {
  const captured = captureLog()
  const own = await start({ log: captured.log })
  const lines = ['POST /stores HTTP/1.1', 'Host: localhost', 'Content-Type: application/json', 'Content-Length: 100']
  const left = speak(`${head([...lines, 'Expect: 100-continue'])}{"name"`, own.url)
  await eventually(() => left.answer.includes('100 Continue'), { what: 'the request to have begun' })
  left.socket.destroy()
  const line = await eventually(() => captured.lines().find(({ msg }) => msg === 'request.answered'), {
    what: 'its line in the log',
  })
  expect(line).toMatchObject({ status: 499, level: 30 })
  expect(captured.lines().filter((one: Line) => Number(one['level']) >= 40)).toEqual([])
  const metrics = await (await fetch(`${own.url}/metrics`)).text()
  expect(metrics).toMatch(/storeplane_http_requests_total\{[^}]*status="499"[^}]*\} 1/)
  expect(metrics).not.toMatch(/status="500"/)
  await own.stop({ withinMs: 1_000 })
})
