// One request to the Kubernetes API: authenticated, within its time, its answer bounded.
import http from 'node:http'
import https from 'node:https'
import type { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import { awaitResponse } from '../await-response.ts'
import { openTail } from '../helm/tail.ts'
import { orAborted } from '../or-aborted.ts'
import { ClusterError, errorOfAnswer } from './cluster-error.ts'
import { type CredentialPlugin, type Credentials, openCredentialPlugin } from './credential-plugin.ts'

type Question = {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  accept?: string
  body?: unknown
  /** Less than the usual time, for what somebody waits for. */
  timeoutMs?: number
  /** The answer is text, of which the whole lines in its last bytes are kept. */
  tailBytes?: number
}
type Answer = { body: unknown; serverTimeMs: number }

export type Requester = {
  /** Rejects with ClusterError only. `path` begins behind the server's URL. */
  ask(question: Question): Promise<Answer>
  close(): void
}

type Options = {
  config: KubeConfig
  env: Record<string, string | undefined>
  timeoutMs: number
  maxResponseBytes: number
  signal?: AbortSignal | undefined
}

const sockets = { keepAlive: true, maxSockets: 8 }

export function openRequester({ config, env, timeoutMs: usualMs, maxResponseBytes, signal }: Options): Requester {
  const server = new URL(`${config.getCurrentCluster()?.server.replace(/\/+$/, '')}/`)
  const agent = server.protocol === 'http:' ? new http.Agent(sockets) : new https.Agent(sockets)
  const plugin = takePlugin(config, { env, signal })
  const askOnce = async (question: Question, credentials: Credentials) => {
    const asked = `${question.method} ${question.path.split('?')[0]}`
    const timeoutMs = Math.min(Math.ceil(question.timeoutMs ?? usualMs), usualMs)
    const inTime = AbortSignal.timeout(timeoutMs)
    try {
      const options = withCredentials(await authenticated({ config, agent, signal: inTime }), credentials)
      return await orAborted(send({ question, server, options, signal: inTime, maxResponseBytes, asked }), inTime)
    } catch (error) {
      if (inTime.aborted) closeIdle(agent)
      throw asClusterError(error, { asked, timeoutMs, signal: inTime })
    }
  }
  return {
    ask: (question) => askWith(plugin, (credentials) => askOnce(question, credentials)),
    close: () => agent.destroy(),
  }
}

/** Where one was not answered the others may lead nowhere either, and each would take a time-out of its own. */
function closeIdle(agent: http.Agent): void {
  for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy()
}

/** From here on it is ours: client-node would run it for each request, and count its time as the API server's. */
function takePlugin(config: KubeConfig, { env, signal }: Pick<Options, 'env' | 'signal'>): CredentialPlugin | null {
  const user = config.getCurrentUser()
  if (!user?.exec) return null
  const { exec, ...rest } = user
  config.users = config.users.map((one) => (one === user ? rest : one))
  return openCredentialPlugin({ exec, cluster: config.getCurrentCluster(), env, signal })
}

/** What was kept may have been revoked: refused, it is got anew and asked with once more. */
async function askWith<T>(plugin: CredentialPlugin | null, ask: (credentials: Credentials) => Promise<T>): Promise<T> {
  if (plugin === null) return ask({})
  const credentials = await plugin.get()
  try {
    return await ask(credentials)
  } catch (error) {
    if (!(error instanceof ClusterError) || error.status !== 401) throw error
    plugin.drop(credentials)
    return ask(await plugin.get())
  }
}

function withCredentials(options: https.RequestOptions, { token, cert, key }: Credentials): https.RequestOptions {
  return {
    ...options,
    ...(cert && key ? { cert, key } : {}),
    ...(token ? { headers: { ...options.headers, Authorization: `Bearer ${token}` } } : {}),
  }
}

/** client-node makes an agent per call; ours keeps connections, unless the kubeconfig names a proxy. */
async function authenticated({
  config,
  agent,
  signal,
}: {
  config: KubeConfig
  agent: http.Agent
  signal: AbortSignal
}) {
  const options: https.RequestOptions = {}
  try {
    // What client-node reads takes no signal.
    await orAborted(config.applyToHTTPSOptions(options), signal)
  } catch (cause) {
    if (signal.aborted) throw cause
    const message = cause instanceof Error ? cause.message.trim() : String(cause)
    throw new ClusterError('unauthorized', `No credentials for the Kubernetes API: ${message}`)
  }
  return config.getCurrentCluster()?.proxyUrl ? options : { ...options, agent }
}

type Sending = {
  question: Question
  server: URL
  options: https.RequestOptions
  signal: AbortSignal
  maxResponseBytes: number
  asked: string
}

async function send({ question, server, options, signal, maxResponseBytes, asked }: Sending): Promise<Answer> {
  const payload = question.body === undefined ? undefined : JSON.stringify(question.body)
  const length = payload === undefined ? {} : { 'content-length': Buffer.byteLength(payload) }
  const type = payload === undefined ? {} : { 'content-type': 'application/json' }
  const accept = question.accept ?? (question.tailBytes === undefined ? 'application/json' : '*/*')
  const headers = { ...options.headers, accept, 'user-agent': 'storeplane', ...type, ...length }
  const url = new URL(question.path.replace(/^\/+/, ''), server)
  const response = await respond(url, { ...options, method: question.method, headers, signal }, payload)
  return read({ response, tailBytes: question.tailBytes, maxResponseBytes, asked })
}

/** A kept connection may be closed by the server just as we use it: then once more. All that we ask may be asked twice. */
async function respond(
  url: URL,
  options: https.RequestOptions,
  payload: string | undefined,
): Promise<http.IncomingMessage> {
  const { request } = url.protocol === 'http:' ? http : https
  const sent = request(url, options)
  try {
    return await awaitResponse(sent.end(payload))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const isStale = sent.reusedSocket && (code === 'ECONNRESET' || code === 'EPIPE')
    if (!isStale) throw error
    return respond(url, options, payload)
  }
}

type Reading = {
  response: http.IncomingMessage
  tailBytes: number | undefined
  maxResponseBytes: number
  asked: string
}

async function read({ response, tailBytes, maxResponseBytes, asked }: Reading): Promise<Answer> {
  const isTail = tailBytes !== undefined
  const body = isTail ? await lastLines(response, tailBytes) : await boundedText(response, maxResponseBytes, asked)
  const status = response.statusCode ?? 0
  if (status < 200 || status > 299) throw errorOfAnswer({ status, body, asked })
  const serverTimeMs = Date.parse(response.headers.date ?? '')
  if (Number.isNaN(serverTimeMs)) throw new ClusterError('refused', `${asked}: the answer carries no Date`, { status })
  if (isTail) return { body, serverTimeMs }
  try {
    return { body: JSON.parse(body), serverTimeMs }
  } catch (cause) {
    throw new ClusterError('refused', `${asked}: the answer is not JSON`, { status, cause })
  }
}

async function boundedText(response: http.IncomingMessage, maxBytes: number, asked: string): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new ClusterError('refused', `${asked}: the answer is larger than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

async function lastLines(response: http.IncomingMessage, maxBytes: number): Promise<string> {
  const tail = openTail(maxBytes)
  for await (const chunk of response as AsyncIterable<Buffer>) tail.add(chunk)
  return tail.text()
}

type Circumstances = { asked: string; timeoutMs: number; signal: AbortSignal }

function asClusterError(error: unknown, { asked, timeoutMs, signal }: Circumstances): ClusterError {
  if (error instanceof ClusterError) return error
  if (signal.aborted) return new ClusterError('timeout', `${asked}: no answer within ${timeoutMs} ms`, { cause: error })
  const { message } =
    error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : (error as Error)
  return new ClusterError('unreachable', `Kubernetes API unreachable: ${message}`, { cause: error })
}
