// Clients that send what they like, made from rules: whatever one does, the others are answered, and nothing becomes a 500.
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemClock } from '../../shared/clock.ts'
import { eventually } from '../support/eventually.ts'
import { attack, expectServed, openSocket, useAttackedServer } from './attacked-server.ts'
import { startProgram } from './start-program.ts'

const server = useAttackedServer()

test('whatever clients send, others are answered rightly, no answer is a 500, and every refusal is a problem', async () => {
  await attack(server, { numRuns: 60 })
})

test('40 clients that pipeline 65 KB of requests and read nothing take no memory worth the name, and probes are answered', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'storeplane-hostile-'))
  const program = startProgram('functions', { folder })
  const url = await program.url()
  const idleMs = await probe(url)
  const request = 'GET /api/v1/docs HTTP/1.1\r\nHost: localhost\r\n\r\n'
  const sockets = Array.from({ length: 40 }, () => openSocket(url))
  for (const socket of sockets) socket.write(request.repeat(Math.ceil(65_000 / request.length)))
  const attackedMs = await probe(url)
  const peakMiB = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${program.child.pid}/status`, 'utf8'))?.[1]) / 1024
  for (const socket of sockets) socket.destroy()
  program.child.kill('SIGTERM')
  expect(await program.exit).toEqual({ code: 0, signal: null })
  await rm(folder, { recursive: true })
  // On a machine that is busy with other things, what the same probes took before is added.
  expect(attackedMs).toBeLessThan(100 + 3 * idleMs)
  expect(peakMiB).toBeLessThan(250)
})

/** How long the middle one of twenty probes took. */
async function probe(url: string): Promise<number> {
  const tookMs: number[] = []
  for (let count = 0; count < 20; count++) {
    const startedMs = performance.now()
    expect((await fetch(`${url}/health/live`)).status).toBe(200)
    tookMs.push(performance.now() - startedMs)
    await systemClock.sleep(25)
  }
  return tookMs.toSorted((one, other) => one - other)[10] ?? 0
}

test('while more clients hold connections than there are places, a newcomer is served', async () => {
  const sockets = Array.from({ length: 100 }, () => openSocket(server.url))
  for (const socket of sockets.slice(0, 50)) socket.write('GET /')
  await eventually(async () => {
    await expectServed(server.url)
    return true
  })
  for (const socket of sockets) socket.destroy()
})
