// A server that hostile clients may do with as they like, and what must hold all the while.
import { connect, type Socket } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect } from 'vitest'
import { createApi } from '../../functions/app.ts'
import { serve } from '../../functions/serve.ts'
import { systemClock } from '../../shared/clock.ts'
import { makeDatabase } from '../support/database.ts'
import { quietLog } from '../support/quiet-log.ts'
import { hostileClient, type Move } from './hostile-moves.ts'

export type AttackedServer = { url: string }

/** For the whole test file. */
export function useAttackedServer(): AttackedServer {
  const used = { url: '' }
  let close: () => Promise<void> = async () => {}
  beforeAll(async () => {
    const opened = await openAttackedServer()
    used.url = opened.url
    close = opened.close
  })
  afterAll(() => close())
  return used
}

async function openAttackedServer() {
  const files = await makeDatabase()
  const settings = { reservedNames: [], secretKeys: undefined, keylessAllowed: true }
  const { fetch } = createApi({ database: files.database, log: quietLog, clock: systemClock, settings })
  const limits = { headersMs: 300, requestMs: 500, maxConnections: 60 }
  const listening = await serve({ fetch, host: '127.0.0.1', port: 0, clock: systemClock, ...limits })
  const close = async () => {
    await listening.stop({ withinMs: 0 })
    files.remove()
  }
  return { url: listening.url, close }
}

/** Without reading, and without ending its side when the server does. */
export function openSocket(url: string): Socket {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', allowHalfOpen: true })
  socket.on('error', () => {})
  return socket
}

/** Any clients, again and again: after each lot others are answered rightly, no answer is a 500, every refusal a problem. */
export async function attack({ url }: AttackedServer, { numRuns }: { numRuns: number }): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(hostileClient, { minLength: 1, maxLength: 12 }), async (clients) => {
      const played = await Promise.all(clients.map((client) => play(openSocket(url), client)))
      await expectServed(url)
      for (const { answer } of played) expectNoFault(answer())
      for (const { socket } of played) socket.destroy()
    }),
    { numRuns },
  )
  const metrics = await (await fetch(`${url}/metrics`)).text()
  expect(metrics).toContain('storeplane_http_requests_total')
  expect(metrics).not.toMatch(/status="5\d\d"/)
}

/** `answer` is what has come back, where the client reads. */
async function play(socket: Socket, { moves, reads }: { moves: Move[]; reads: boolean }) {
  let answer = ''
  if (reads)
    socket.on('data', (data) => {
      answer += data
    })
  for (const move of moves) {
    if (socket.destroyed) break
    if (move.kind === 'send') socket.write(move.bytes)
    else if (move.kind === 'end') socket.end()
    else socket.resetAndDestroy()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { socket, answer: () => answer }
}

export async function expectServed(url: string): Promise<void> {
  const [live, stores] = await Promise.all([fetch(`${url}/health/live`), fetch(`${url}/stores`)])
  expect([live.status, await live.json()]).toEqual([200, { status: 'alive' }])
  expect([stores.status, await stores.json()]).toEqual([200, { stores: [], next_cursor: null }])
}

function expectNoFault(answer: string): void {
  const statuses = [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))
  expect(statuses.filter((status) => status >= 500)).toEqual([])
  const refusals = statuses.filter((status) => status >= 400).length
  expect(answer.match(/application\/problem\+json/g)?.length ?? 0).toBeGreaterThanOrEqual(refusals)
}
