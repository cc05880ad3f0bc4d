// A libSQL server that asks for a token, where the cluster's pods can reach it.

import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'
import { type Sqld, startSqld } from '../../support/sqld.ts'

export type ReachableServer = Pick<Sqld, 'url' | 'token' | 'stop'>

/** `address` is one of this machine's that is a pod's way to it; sqld itself listens on loopback. */
export async function startReachableServer(address: string): Promise<ReachableServer> {
  const sqld = await startSqld({ auth: true })
  const { hostname, port } = new URL(sqld.url)
  const open = new Set<Socket>()
  const door = createServer((client) => {
    const server = connect(Number(port), hostname)
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      open.add(from)
      // Either may be gone first, and so may sqld at the end of a test.
      from.on('error', () => to.destroy()).on('close', () => open.delete(from))
      from.pipe(to)
    }
  })
  await new Promise<void>((resolve) => door.listen(0, address, resolve))
  return {
    url: `http://${address}:${(door.address() as AddressInfo).port}`,
    token: sqld.token,
    stop: async () => {
      door.close()
      for (const socket of open) socket.destroy()
      await sqld.stop()
    },
  }
}
