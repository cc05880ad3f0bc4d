// The cluster's API behind a plain HTTP door that can hold up what is created and deleted, so that Helm can be met in its middle.
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Agent, type RequestOptions, request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { loadKubeConfig } from '../../../shared/kubernetes/load-kube-config.ts'

export type Door = { kubeconfig: string; delay(ms: number): void; close(): void }

export async function openDoor(folder: string): Promise<Door> {
  let delayMs = 0
  const config = loadKubeConfig({ env: process.env, kubeconfig: process.env['KUBECONFIG'] })
  const { hostname, port } = new URL(config.getCurrentCluster()?.server ?? '')
  const credentials: RequestOptions = {}
  await config.applyToHTTPSOptions(credentials)
  const agent = new Agent({ ...credentials, keepAlive: true } as ConstructorParameters<typeof Agent>[0])
  const server = createServer((question, answer) => {
    const pass = () => passOn(question, answer, { ...credentials, hostname, port, agent })
    const changes = question.method === 'POST' || question.method === 'DELETE'
    setTimeout(pass, changes ? delayMs : 0)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const kubeconfig = join(folder, 'door.kubeconfig')
  writeFileSync(kubeconfig, kubeconfigFor((server.address() as AddressInfo).port))
  return {
    kubeconfig,
    delay: (ms) => {
      delayMs = ms
    },
    close: () => {
      server.close()
      server.closeAllConnections()
      agent.destroy()
    },
  }
}

function passOn(question: IncomingMessage, answer: ServerResponse, options: RequestOptions): void {
  const { method, url, headers } = question
  const asked = request({ ...options, method, path: url, headers: { ...headers, ...options.headers } }, (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers)
    reply.pipe(answer)
  })
  // Whoever asked may have been killed meanwhile.
  asked.on('error', () => answer.destroy())
  question.on('error', () => asked.destroy())
  question.pipe(asked)
}

function kubeconfigFor(port: number): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'slow', cluster: { server: `http://127.0.0.1:${port}` } }],
    users: [{ name: 'nobody', user: {} }],
    contexts: [{ name: 'slow', context: { cluster: 'slow', user: 'nobody' } }],
    'current-context': 'slow',
  })
}
