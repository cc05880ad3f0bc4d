// A libSQL server as the cluster's pods see it: real sqld behind a door that lets in only who sends the token.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startSqld } from '../../support/sqld.ts'

export type GuardedServer = { url: string; token: string; stop(): Promise<void> }

/** `address` is one of this machine that pods can reach. */
export async function startGuardedServer(address: string): Promise<GuardedServer> {
  const sqld = await startSqld()
  const token = `token-${Math.random().toString(36).slice(2)}`
  const door = createServer((question, answer) => {
    if (question.headers.authorization === `Bearer ${token}`) passOn(question, answer, sqld.url)
    else answer.writeHead(401, { 'content-type': 'application/json' }).end('{"error": "no token"}')
  })
  await new Promise<void>((resolve) => door.listen(0, address, resolve))
  return {
    url: `http://${address}:${(door.address() as AddressInfo).port}`,
    token,
    stop: async () => {
      door.close()
      door.closeAllConnections()
      await sqld.stop()
    },
  }
}

function passOn(question: IncomingMessage, answer: ServerResponse, url: string): void {
  const { method, url: path, headers } = question
  const asked = request(`${url}${path}`, { method, headers }, (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers)
    reply.pipe(answer)
  })
  // Whoever asked may be gone, and so may sqld at the end of a test.
  asked.on('error', () => answer.destroy())
  question.on('error', () => asked.destroy())
  question.pipe(asked)
}
