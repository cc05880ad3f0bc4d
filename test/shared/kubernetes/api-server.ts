// A real HTTP server on 127.0.0.1 that answers as the test says, and a kubeconfig that names it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Asked = { method: string; url: URL; headers: IncomingMessage['headers']; body: unknown; port: number }
export type Reply = { status?: number; body?: unknown; headers?: Record<string, string> }

export type ApiServer = { url: string; kubeconfig: string; folder: string; asked: Asked[]; close: () => Promise<void> }

type Options = { tls?: { key: string; cert: string }; user?: object; cluster?: object }

/** `reply` undefined: the request is never answered. */
export async function startApiServer(
  reply: (asked: Asked) => Reply | undefined,
  options: Options = {},
): Promise<ApiServer> {
  const asked: Asked[] = []
  const onRequest: RequestListener = async (request, response) => {
    const seen = await readRequest(request)
    asked.push(seen)
    const answer = reply(seen)
    if (answer !== undefined) send(response, answer)
  }
  const server = options.tls ? createHttpsServer(options.tls, onRequest) : createServer(onRequest)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-kube-'))
  const url = `${options.tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`
  const kubeconfig = join(folder, 'config')
  writeFileSync(kubeconfig, JSON.stringify(kubeconfigFor({ server: url, ...options.cluster }, options.user)))
  const close = async () => {
    rmSync(folder, { recursive: true, force: true })
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url, kubeconfig, folder, asked, close }
}

export function kubeconfigFor(cluster: object, user: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x',
  }
}

async function readRequest(request: IncomingMessage): Promise<Asked> {
  let text = ''
  for await (const chunk of request) text += chunk
  const url = new URL(request.url ?? '/', 'http://x')
  const { method = '', headers, socket } = request
  return { method, url, headers, body: text === '' ? undefined : JSON.parse(text), port: socket.remotePort ?? 0 }
}

function send(response: ServerResponse, { status = 200, body = {}, headers = {} }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}
