// The HTTP server around an application: what one client may cost, and an answer for what never reaches the application.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Clock } from '../../shared/clock.ts'
import { CodedError } from '../../shared/errors.ts'
import { maxBodyBytes } from '../http/middleware/limit-body.ts'
import { endWith } from './end-with.ts'
import { limitUnsent } from './limit-unsent.ts'
import type { RefusalReason } from './note-refusals.ts'
import { type Answer, type Connections, openConnections } from './one-at-a-time.ts'
import { notHttp, type Refusal, refusalOf, unreadable } from './unserved.ts'

export type ServerOptions = {
  fetch: (request: Request, env: object) => Response | Promise<Response>
  host: string
  clock: Clock
  /** How long a client may take to send its headers, and its whole request. */
  headersMs?: number
  requestMs?: number
  /** At once: more than streams and waits may be. */
  maxConnections?: number
  /** What all clients together may leave unread. */
  maxUnsentBytes?: number
  /** Hears of each refusal, and of each connection that a bound closed. */
  onRefused?: (reason: RefusalReason) => void
}
type Refuse = (error: CodedError, incoming?: IncomingMessage) => Refusal

const idleAfterMs = 90_000
// Longer than proxies keep their connections (60 s is usual), so that none sends a request into one that is being closed.
const keepAliveMs = 75_000
const maxHeaderBytes = 16 * 1024

export function openServer(options: ServerOptions): Server {
  const { headersMs = 10_000, requestMs = 15_000, maxConnections = 2_500, onRefused = () => {} } = options
  // A request without Host is refused below, as a problem.
  const settings = { connectionsCheckingInterval: 1_000, maxHeaderSize: maxHeaderBytes, requireHostHeader: false }
  const server = createServer(settings)
  server.headersTimeout = headersMs
  server.requestTimeout = requestMs
  server.keepAliveTimeout = keepAliveMs
  // Longer than anybody may wait (60 s) and than the heartbeat of a stream: what is silent for so long is stuck.
  server.timeout = idleAfterMs
  // A client that has ended its side still gets its answer; the types of Node lack this setting.
  Object.assign(server, { httpAllowHalfOpen: true })
  const connections = openConnections(server, { max: maxConnections, closed: () => onRefused('connection_limit') })
  const refuse: Refuse = (error, incoming) => {
    onRefused(error.code)
    return refusalOf(error, incoming)
  }
  answerRequests(server, connections, { ...options, onRefused, refuse })
  refuseUnreadable(server, connections, { ...options, refuse })
  return server
}

type AnswerOptions = ServerOptions & { refuse: Refuse; onRefused: (reason: RefusalReason) => void }

function answerRequests(server: Server, { oneAtATime }: Connections, options: AnswerOptions): void {
  const answer = answerFrom(options)
  server.on('request', oneAtATime(answer))
  server.on(
    'checkContinue',
    oneAtATime((incoming, outgoing) => {
      if (!(Number(incoming.headers['content-length']) > maxBodyBytes)) outgoing.writeContinue()
      answer(incoming, outgoing)
    }),
  )
  const unmet = new CodedError('expectation_failed', 'Of Expect this server knows 100-continue only.')
  server.on(
    'checkExpectation',
    oneAtATime((incoming, outgoing) => send(options.refuse(unmet, incoming), outgoing)),
  )
}

function answerFrom({ fetch, host, maxUnsentBytes = 32 * 1024 * 1024, refuse, onRefused }: AnswerOptions): Answer {
  const noteUnsent = limitUnsent({ maxBytes: maxUnsentBytes, givenUp: () => onRefused('unread_limit') })
  return async (incoming, outgoing) => {
    if (incoming.httpVersion === '1.1' && incoming.headers.host === undefined)
      return send(refuse(notHttp('Send the header Host.'), incoming), outgoing)
    const errorHandler = (error: unknown) => toResponse(refuse(codedFrom(error), incoming))
    await getRequestListener(fetch, { hostname: host, errorHandler })(incoming, outgoing)
    noteUnsent(outgoing)
  }
}

/** Of a target or a Host that no URL can be made of; the application answers its own errors itself. */
function codedFrom(error: unknown): CodedError {
  const isTarget = (error as Error).name === 'RequestError'
  return isTarget ? notHttp('The target and the header Host make no URL.') : new CodedError('internal', 'No answer.')
}

function toResponse({ body, ...init }: Refusal): Response {
  return new Response(body, init)
}

function send({ status, headers, body }: Refusal, outgoing: ServerResponse): void {
  outgoing.writeHead(status, headers).end(body)
}

/** What Node's parser makes no request of, and what comes too slowly. */
function refuseUnreadable(
  server: Server,
  connections: Connections,
  { clock, refuse }: ServerOptions & { refuse: Refuse },
): void {
  server.on('clientError', (error: NodeJS.ErrnoException, stream) => {
    const socket = stream as Socket
    if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
    if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && connections.isAnswering(socket)) return
    connections.endBehindAnswers(socket, () => endWith(socket, refuse(unreadable(error)), { clock }))
  })
  const tunnel = new CodedError('method_not_allowed', 'CONNECT is not allowed here.')
  server.on('connect', (incoming, stream) => {
    const refusal = refuse(tunnel, incoming)
    const headers = { ...refusal.headers, Allow: 'GET, HEAD, POST, DELETE' }
    endWith(stream as Socket, { ...refusal, headers }, { clock })
  })
}
