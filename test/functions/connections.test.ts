// One client costs one client: what it pipelines, leaves unread or holds open is bounded, and others are served meanwhile.
import { connect, type Socket } from 'node:net'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { type Listening, type ServeOptions, serve } from '../../functions/serve.ts'
import { systemClock } from '../../shared/clock.ts'
import { eventually } from '../support/eventually.ts'

const opened: { sockets: Socket[]; servers: Listening[] } = { sockets: [], servers: [] }
afterEach(async () => {
  for (const socket of opened.sockets.splice(0)) socket.destroy()
  await Promise.all(opened.servers.splice(0).map((server) => server.stop({ withinMs: 0 })))
})

async function start(fetch: ServeOptions['fetch'], limits: Partial<ServeOptions> = {}): Promise<Listening> {
  const server = await serve({ fetch, host: '127.0.0.1', port: 0, clock: systemClock, ...limits })
  opened.servers.push(server)
  return server
}

/** Reads nothing until it is told to. */
async function open({ url }: Listening): Promise<{ socket: Socket; read(): { text: string; closed: boolean } }> {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', allowHalfOpen: true })
  opened.sockets.push(socket)
  socket.on('error', () => {})
  await new Promise((resolve) => socket.once('connect', resolve))
  const read = () => {
    const state = { text: '', closed: false }
    socket.on('data', (data) => {
      state.text += data
    })
    for (const event of ['end', 'close'])
      socket.on(event, () => {
        state.closed = true
      })
    return state
  }
  return { socket, read }
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`
const post = (path: string, body: string) =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n\r\n${body}`

test('pipelined requests are answered one at a time and in order, however they are cut into packets', async () => {
  let running = 0
  let most = 0
  const server = await start(async (request) => {
    most = Math.max(most, ++running)
    const body = await request.text()
    await systemClock.sleep(body.length % 3)
    running--
    return new Response(`[${new URL(request.url).pathname.slice(1)}:${body.length}]`)
  })
  const request = fc.option(fc.integer({ min: 0, max: 40_000 }), { nil: undefined })
  const pipelined = fc.array(request, { minLength: 1, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(pipelined, fc.integer({ min: 1, max: 70_000 }), async (bodies, packetBytes) => {
      const { socket, read } = await open(server)
      const seen = read()
      const sent = bodies.map((length, index) =>
        length === undefined ? get(`/${index}`) : post(`/${index}`, 'x'.repeat(length)),
      )
      const text = sent.join('')
      for (let at = 0; at < text.length; at += Math.max(packetBytes, text.length / 50)) {
        socket.write(text.slice(at, at + Math.max(packetBytes, text.length / 50)))
        await new Promise((resolve) => setImmediate(resolve))
      }
      const expected = bodies.map((length = 0, index) => `[${index}:${length}]`)
      await eventually(() => seen.text.split(/\[\d+:\d+\]/).length > bodies.length, { what: 'all answers', everyMs: 2 })
      expect(seen.text.match(/\[\d+:\d+\]/g)).toEqual(expected)
      socket.destroy()
    }),
    { numRuns: 25 },
  )
  expect(most).toBe(1)
})

test('of requests that are pipelined and not read, one of each connection is answered', async () => {
  let begun = 0
  const page = new Uint8Array(16 * 1024 * 1024)
  const server = await start(() => {
    begun++
    return new Response(page)
  })
  const clients = await Promise.all(Array.from({ length: 20 }, () => open(server)))
  for (const { socket } of clients) socket.write(get('/').repeat(1_000))
  await eventually(() => begun === 20, { what: 'an answer to each' })
  const late = await open(server)
  late.socket.write(get('/'))
  const seen = late.read()
  await eventually(() => seen.text.startsWith('HTTP/1.1 200'), { what: 'the answer to another client' })
  expect(begun).toBe(21)
})

test('what clients leave unread is bounded: beyond that the oldest answer is given up, and the newest is sent whole', async () => {
  const megabyte = 1024 * 1024
  const server = await start(() => new Response('x'.repeat(16 * megabyte)), { maxUnsentBytes: 64 * megabyte })
  const clients = []
  for (let count = 0; count < 8; count++) {
    const client = await open(server)
    client.socket.write(get('/'))
    await new Promise((resolve) => client.socket.once('readable', resolve))
    clients.push(client)
  }
  const [oldest, newest] = [clients[0]?.read(), clients.at(-1)?.read()]
  await eventually(() => oldest?.closed && (newest?.text.length ?? 0) > 16 * megabyte, { what: 'both ends' })
  expect(oldest?.text.length).toBeLessThan(16 * megabyte)
})

test('with no place free the connection that is longest without a request makes room; one that is served stays', async () => {
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  const server = await start(
    async ({ url }) => {
      if (url.endsWith('/held')) await held
      return new Response('served')
    },
    { maxConnections: 8 },
  )
  const busy = await open(server)
  busy.socket.write(get('/held'))
  const waiting = busy.read()
  const silent = await Promise.all(Array.from({ length: 6 }, () => open(server)))
  const ends = silent.map(({ read }) => read())
  for (let count = 0; count < 3; count++) {
    const late = await open(server)
    const seen = late.read()
    late.socket.write(get('/'))
    await eventually(() => seen.text.endsWith('served'), { what: 'the answer to a newcomer' })
  }
  await eventually(() => ends.filter(({ closed }) => closed).length >= 3, { what: 'the silent ones to make room' })
  answer()
  await eventually(() => waiting.text.endsWith('served'), { what: 'the answer that was being made' })
})

test('a connection that sends nothing, and one that stops in its headers, are closed when the headers are due', async () => {
  const server = await start(() => new Response('served'), { headersMs: 300 })
  const [silent, halted] = await Promise.all([open(server), open(server)])
  halted.socket.write('GET / HTTP/1.1\r\nHo')
  const ends = [silent.read(), halted.read()]
  await eventually(() => ends.every(({ closed }) => closed), { deadlineMs: 10_000, what: 'both to be closed' })
})

test('a request that waits behind another one that is being answered does not miss its own deadline', async () => {
  const server = await start(
    async ({ url }) => {
      if (url.endsWith('/slow')) await systemClock.sleep(2_500)
      return new Response('served')
    },
    { headersMs: 300, requestMs: 300 },
  )
  const { socket, read } = await open(server)
  const seen = read()
  const next = get('/next')
  socket.write(get('/slow') + next.slice(0, 10))
  await eventually(() => seen.text.includes('served'), { what: 'the slow answer' })
  socket.write(next.slice(10))
  await eventually(() => seen.text.split('served').length === 3, { what: 'the next answer' })
})

test('a client that has ended its side of the connection gets its answer', async () => {
  const server = await start(async () => {
    await systemClock.sleep(300)
    return new Response('served')
  })
  const { socket, read } = await open(server)
  const seen = read()
  socket.end(get('/'))
  await eventually(() => seen.closed, { what: 'the end of the connection' })
  expect(seen.text).toContain('served')
})
