// The Kubernetes API as a hand would ask it: of the sandbox or of a real cluster, whichever the kubeconfig names.
import http, { type IncomingHttpHeaders } from 'node:http'
import https, { type RequestOptions } from 'node:https'
import { loadKubeConfig } from '../../shared/kubernetes/load-kube-config.ts'

export type ApiAnswer = { status: number; headers: IncomingHttpHeaders; text: string }
type Sending = { body?: unknown; headers?: Record<string, string>; timeoutMs?: number }

export type KubeApi = {
  /** Rejects only where no answer came; `body` goes as JSON unless it is a text. */
  ask(method: string, path: string, sending?: Sending): Promise<ApiAnswer>
  close(): void
}

export async function openKubeApi(kubeconfig: string): Promise<KubeApi> {
  const config = loadKubeConfig({ env: {}, kubeconfig })
  const server = config.getCurrentCluster()?.server ?? ''
  const credentials: RequestOptions = {}
  await config.applyToHTTPSOptions(credentials)
  const secure = server.startsWith('https:')
  const agent = secure
    ? new https.Agent({ ...credentials, keepAlive: true } as https.AgentOptions)
    : new http.Agent({ keepAlive: true })
  const { headers: authentication = {}, agent: _, ...options } = credentials
  return {
    ask: (method, path, sending = {}) => {
      const { request } = secure ? https : http
      const url = new URL(path, server)
      return send(
        (done) => request(url, { ...options, agent, method, ...headersOf(sending, authentication) }, done),
        sending,
      )
    },
    close: () => agent.destroy(),
  }
}

function headersOf({ body, headers, timeoutMs = 10_000 }: Sending, authentication: RequestOptions['headers']) {
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  const all = { ...(authentication as object), accept: 'application/json', ...type, ...headers }
  return { headers: all, signal: AbortSignal.timeout(timeoutMs) }
}

function send(
  start: (done: (answer: http.IncomingMessage) => void) => http.ClientRequest,
  { body }: Sending,
): Promise<ApiAnswer> {
  return new Promise((resolve, reject) => {
    const asked = start((answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part: string) => {
        text += part
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
      answer.on('error', reject)
    })
    asked.on('error', reject)
    const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    // Node frames the body of a DELETE only when it is told its length.
    if (payload !== undefined) asked.setHeader('content-length', Buffer.byteLength(payload))
    asked.end(payload)
  })
}
