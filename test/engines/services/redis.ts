// A real Redis of a test's own with a password; its configuration comes on standard input, so that no process list shows it.
import { connect } from 'node:net'
import { eventually } from '../../support/eventually.ts'
import { freePort } from '../../support/free-port.ts'
import { startService } from './service.ts'

export type Redis = { port: number; url: string; stop(): Promise<void> }

export async function startRedis(folder: string, password: string): Promise<Redis> {
  const port = await freePort()
  const input = `bind 127.0.0.1\nport ${port}\ndir ${folder}\nsave ""\nrequirepass ${password}\n`
  const server = startService('redis-server', ['-'], { cwd: folder, input })
  await eventually(() => listens(port), { deadlineMs: 15_000, what: `Redis: ${server.output()}` })
  return { port, url: `redis://:${password}@127.0.0.1:${port}`, stop: server.stop }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}
