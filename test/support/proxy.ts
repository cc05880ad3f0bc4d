// A forward proxy on 127.0.0.1 that leads every host to one port of this machine, by CONNECT and by absolute URLs.
import { createServer, request } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

export type Proxy = { url: string; asked: string[]; close(): Promise<void> }

export async function startProxy(port: number): Promise<Proxy> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((incoming, answer) => {
    const { host, pathname, search } = new URL(incoming.url ?? '', 'http://none')
    asked.push(host)
    const { method, headers } = incoming
    const onward = request({ host: '127.0.0.1', port, method, path: pathname + search, headers }, (found) => {
      answer.writeHead(found.statusCode ?? 502, found.headers)
      found.pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    incoming.pipe(onward)
  })
  server.on('connection', (socket) => sockets.add(socket))
  server.on('connect', ({ url = '' }, socket: Socket) => {
    asked.push(url)
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    })
    sockets.add(onward)
    for (const one of [socket, onward]) one.on('error', () => [socket, onward].map((each) => each.destroy()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
