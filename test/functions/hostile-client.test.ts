// Clients that send what they like, made from rules: whatever one does, the others are answered, and nothing becomes a 500.
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApi } from '../../functions/app.ts'
import { type Listening, serve } from '../../functions/serve.ts'
import { systemClock } from '../../shared/clock.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { quietLog } from '../support/quiet-log.ts'
import { hostileClient, type Move } from './hostile-moves.ts'
import { startProgram } from './start-program.ts'

let files: TestDatabase
let listening: Listening
beforeAll(async () => {
  files = await makeDatabase()
  const settings = { reservedNames: [], secretKeys: undefined, keylessAllowed: true }
  const { fetch } = createApi({ database: files.database, log: quietLog, clock: systemClock, settings })
  const limits = { headersMs: 300, requestMs: 500, maxConnections: 60 }
  listening = await serve({ fetch, host: '127.0.0.1', port: 0, clock: systemClock, ...limits })
})
afterAll(async () => {
  await listening.stop({ withinMs: 0 })
  files.remove()
})

function open(url: string): Socket {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', allowHalfOpen: true })
  socket.on('error', () => {})
  return socket
}

/** What came back, where the client reads. */
async function play(socket: Socket, { moves, reads }: { moves: Move[]; reads: boolean }): Promise<() => string> {
  let answer = ''
  if (reads)
    socket.on('data', (data) => {
      answer += data
    })
  for (const move of moves) {
    if (socket.destroyed) break
    if (move.kind === 'send') socket.write(move.bytes)
    else if (move.kind === 'end') socket.end()
    else if (move.kind === 'reset') socket.resetAndDestroy()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return () => answer
}

async function expectServed(): Promise<void> {
  const [live, stores] = await Promise.all([fetch(`${listening.url}/health/live`), fetch(`${listening.url}/stores`)])
  expect([live.status, await live.json()]).toEqual([200, { status: 'alive' }])
  expect([stores.status, await stores.json()]).toEqual([200, { stores: [], next_cursor: null }])
}

test('whatever clients send, others are answered rightly, no answer is a 500, and every refusal is a problem', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(hostileClient, { minLength: 1, maxLength: 12 }), async (clients) => {
      const sockets = clients.map(() => open(listening.url))
      const answers = await Promise.all(clients.map((client, index) => play(sockets[index] as Socket, client)))
      await expectServed()
      for (const answer of answers) {
        const statuses = [...answer().matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))
        expect(statuses.filter((status) => status >= 500)).toEqual([])
        const refusals = statuses.filter((status) => status >= 400).length
        expect(answer().match(/application\/problem\+json/g)?.length ?? 0).toBeGreaterThanOrEqual(refusals)
      }
      for (const socket of sockets) socket.destroy()
    }),
    { numRuns: 60 },
  )
  const metrics = await (await fetch(`${listening.url}/metrics`)).text()
  expect(metrics).toContain('storeplane_http_requests_total')
  expect(metrics).not.toMatch(/status="5\d\d"/)
})

test('40 clients that pipeline 65 KB of requests and read nothing take no memory worth the name, and probes are answered', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'storeplane-hostile-'))
  const program = startProgram('functions', { folder })
  const url = await program.url()
  const request = 'GET /api/v1/docs HTTP/1.1\r\nHost: localhost\r\n\r\n'
  const sockets = Array.from({ length: 40 }, () => open(url))
  for (const socket of sockets) socket.write(request.repeat(Math.ceil(65_000 / request.length)))
  const tookMs: number[] = []
  for (let count = 0; count < 20; count++) {
    const startedMs = performance.now()
    expect((await fetch(`${url}/health/live`)).status).toBe(200)
    tookMs.push(performance.now() - startedMs)
    await systemClock.sleep(25)
  }
  const peakMiB = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${program.child.pid}/status`, 'utf8'))?.[1]) / 1024
  for (const socket of sockets) socket.destroy()
  program.child.kill('SIGTERM')
  expect(await program.exit).toEqual({ code: 0, signal: null })
  await rm(folder, { recursive: true })
  expect(tookMs.toSorted((one, other) => one - other)[10]).toBeLessThan(100)
  expect(peakMiB).toBeLessThan(250)
})

test('while more clients hold connections than there are places, a newcomer is served', async () => {
  const sockets = Array.from({ length: 100 }, () => open(listening.url))
  await Promise.all(
    sockets
      .slice(0, 50)
      .map((socket) => play(socket, { moves: [{ kind: 'send', bytes: Buffer.from('GET /') }], reads: false })),
  )
  await eventually(async () => {
    await expectServed()
    return true
  })
  for (const socket of sockets) socket.destroy()
})
