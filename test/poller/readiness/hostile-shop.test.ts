// Whatever bytes a shop or an API server sends, each request settles by its own deadline.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { probeUrl } from '../../../poller/readiness/probe-url.ts'
import { openCluster } from '../../../shared/kubernetes/open-cluster.ts'
import { kubeconfigFor } from '../../shared/kubernetes/api-server.ts'

/** What the server does with each connection, part after part. */
type Part = { send: string } | { end: 'close' | 'half-close' | 'reset' | 'leave open' }

const statuses = fc.oneof(
  fc.constantFrom(100, 101, 102, 103, 199),
  fc.constantFrom(200, 204, 301, 304, 308, 426, 500, 999),
)
const protocols = fc.oneof(
  { weight: 4, arbitrary: fc.constant('HTTP/1.1') },
  fc.constantFrom('HTTP/1.0', 'HTTP/2', 'ICY', ''),
)
const headers = fc.constantFrom(
  'Connection: Upgrade\r\nUpgrade: websocket\r\n',
  'Upgrade: h2c\r\n',
  'Connection: close\r\n',
  'Connection: keep-alive\r\n',
  'Content-Length: 0\r\n',
  'Content-Length: 100\r\n',
  'Content-Length: 99999999999\r\n',
  'Transfer-Encoding: chunked\r\n',
  'Content-Encoding: gzip\r\n',
  'Location: /again\r\n',
  'Location: \r\n',
)
const head = fc
  .tuple(protocols, statuses, fc.uniqueArray(headers, { maxLength: 5 }), fc.constantFrom('\r\n', '\r\n', ''))
  .map(([protocol, status, lines, end]) => ({ send: `${protocol} ${status} X\r\n${lines.join('')}${end}` }))
const body = fc
  .oneof(fc.string({ maxLength: 40 }), fc.constantFrom('0\r\n\r\n', '5\r\nhello\r\n', 'fffffff\r\n', '\r\n', '\0'))
  .map((send) => ({ send }))
const end = fc.constantFrom('close', 'half-close', 'reset', 'leave open').map((how) => ({ end: how }))
const scripts = fc
  .tuple(fc.array(fc.oneof(head, body), { maxLength: 4 }), end)
  .map(([parts, last]) => [...parts, last] as Part[])

const open = new Set<Socket>()
let played: Part[][] = []
const server = createServer({ allowHalfOpen: true }, (socket) => {
  open.add(socket)
  socket.on('error', () => undefined).on('close', () => open.delete(socket))
  // The first line says which script; a redirect leads to the same one.
  socket.once('data', (asked) =>
    play(socket, played[Number(/ \/(?:api\/v1\/namespaces\/)?n?(\d+)/.exec(String(asked))?.[1] ?? 0)] ?? []),
  )
})

function play(socket: Socket, parts: Part[]): void {
  for (const part of parts) {
    if ('send' in part) socket.write(part.send)
    else if (part.end === 'close') socket.destroySoon()
    else if (part.end === 'half-close') socket.end()
    else if (part.end === 'reset') socket.resetAndDestroy()
  }
}

let port = 0
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as { port: number }).port
})
afterAll(() => {
  for (const socket of open) socket.destroy()
  server.close()
})

const timeoutMs = 400
// Beside other work a timer comes late; without a deadline nothing would come at all.
const settledWithinMs = 5_000

function within<T>(work: Promise<T>, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${what} did not settle`)), settledWithinMs)
    work.then(resolve, reject).finally(() => clearTimeout(late))
  })
}

test('a probe settles with a verdict whatever a shop answers, an upgrade and silence among it', async () => {
  const accept = ({ status }: { status: number }) => (status === 200 ? null : `HTTP ${status}`)
  const bounds = { timeoutMs, maxBytes: 1_000, maxRedirects: 3, insecure: false, accept }
  await fc.assert(
    fc.asyncProperty(fc.array(scripts, { minLength: 40, maxLength: 80 }), async (many) => {
      played = many
      const verdicts = many.map((script, at) =>
        within(probeUrl({ ...bounds, url: `http://127.0.0.1:${port}`, path: `/${at}` }), JSON.stringify(script)),
      )
      for (const verdict of await Promise.all(verdicts)) expect(typeof verdict.ok).toBe('boolean')
    }),
    { numRuns: 6 },
  )
})

test('a question to the API server settles with an error whatever answers in its place', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-hostile-'))
  const kubeconfig = join(folder, 'config')
  writeFileSync(kubeconfig, JSON.stringify(kubeconfigFor({ server: `http://127.0.0.1:${port}` })))
  // As many at once as have a connection each.
  await fc.assert(
    fc.asyncProperty(fc.array(scripts, { minLength: 8, maxLength: 8 }), async (many) => {
      played = many
      const cluster = openCluster({ env: {}, kubeconfig, timeoutMs })
      const asked = many.map(async (script, at) => {
        const answer = cluster.getNamespace(`n${at}`).catch((error: Error) => error.name)
        expect(await within(answer, JSON.stringify(script))).toBe('ClusterError')
      })
      await Promise.all(asked).finally(() => cluster.close())
    }),
    { numRuns: 15 },
  )
  rmSync(folder, { recursive: true, force: true })
})
