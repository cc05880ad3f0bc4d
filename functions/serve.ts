// Listens with an application, and stops so that nobody who is being served is cut off.
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../shared/clock.ts'
import { ExitError } from '../shared/errors.ts'
import { openServer, type ServerOptions } from './connections/open-server.ts'

export type Listening = {
  url: string
  /** Accepts nothing more and resolves when running requests have ended, or after `withinMs`, when they are cut off. */
  stop(options: { withinMs: number }): Promise<void>
}

export type ServeOptions = ServerOptions & { port: number }

/** Throws an ExitError with the cure when the address cannot be had. */
export async function serve({ port, ...options }: ServeOptions): Promise<Listening> {
  const { host, clock } = options
  const server = openServer(options)
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
