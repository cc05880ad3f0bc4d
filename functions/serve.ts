// Listens with an application, and stops so that nobody who is being served is cut off.
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Clock } from '../shared/clock.ts'
import { ExitError } from '../shared/errors.ts'

export type Listening = {
  url: string
  /** Accepts nothing more and resolves when running requests have ended, or after `withinMs`, when they are cut off. */
  stop(options: { withinMs: number }): Promise<void>
}

export type ServeOptions = {
  fetch: (request: Request, env: object) => Response | Promise<Response>
  host: string
  port: number
  clock: Clock
  /** How long a client may take to send its headers, and its whole request. */
  headersMs?: number
  requestMs?: number
}

const idleAfterMs = 90_000
// Longer than proxies keep their connections (60 s is usual), so that none sends a request into one that is being closed.
const keepAliveMs = 75_000
const maxHeaderBytes = 16 * 1024

/** Throws an ExitError with the cure when the address cannot be had. */
export async function serve({
  fetch,
  host,
  port,
  clock,
  headersMs = 10_000,
  requestMs = 15_000,
}: ServeOptions): Promise<Listening> {
  const server = createAdaptorServer({
    fetch,
    hostname: host,
    serverOptions: { connectionsCheckingInterval: 1_000, maxHeaderSize: maxHeaderBytes },
  }) as Server
  server.headersTimeout = headersMs
  server.requestTimeout = requestMs
  server.keepAliveTimeout = keepAliveMs
  // Longer than anybody may wait (60 s) and than the heartbeat of a stream: what is silent for so long is stuck.
  server.timeout = idleAfterMs
  await listen(server, { host, port })
  return {
    url: urlOf(server.address() as AddressInfo),
    stop: ({ withinMs }) => stop(server, { withinMs, clock }),
  }
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(error, host, port)))
    server.listen(port, host, resolve)
  })
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): ExitError {
  const reasons: Record<string, string> = {
    EADDRINUSE: `port ${port} on ${host} is in use; set PORT to a free one (0 picks one), or stop the program that has it`,
    EACCES: `port ${port} may not be opened by this user; set PORT to one above 1023`,
    EADDRNOTAVAIL: `this machine does not have the address ${host}; set HOST to one that it has`,
    ENOTFOUND: `the host ${host} is not known; set HOST to an address of this machine`,
  }
  return new ExitError(1, reasons[error.code ?? ''] ?? `cannot listen at ${host}:${port}: ${error.message}`, {
    cause: error,
  })
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}

/** A kept-alive connection becomes idle only when its answer is out, so idle ones are closed again and again. */
async function stop(server: Server, { withinMs, clock }: { withinMs: number; clock: Clock }): Promise<void> {
  const untilMs = clock.monotonicMs() + withinMs
  const ended = new AbortController()
  server.close(() => ended.abort())
  while (!ended.signal.aborted && clock.monotonicMs() < untilMs) {
    server.closeIdleConnections()
    await clock.sleep(50, ended.signal)
  }
  server.closeAllConnections()
}
