// The API server's door: latency, faults and refusals first, then what was asked.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Cluster } from '../cluster.ts'
import { countRequest } from '../counts.ts'
import { ApiError, forbidden } from '../status.ts'
import { answerControl } from './control.ts'
import { discoveryAt } from './discovery.ts'
import { injectFault } from './faults.ts'
import { handle } from './handle.ts'
import { parseRoute, type Route } from './route.ts'
import { send, sendStatus } from './send.ts'

export function createApiServer(cluster: Cluster, latencyMs: number): Server {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://sandbox')
    if (url.pathname.startsWith('/sandbox/')) return answerControl(cluster, request, response, url.pathname)
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs))
    const route = parseRoute(request.method ?? 'GET', url)
    if (route) countRequest(cluster.counts, route)
    const verb = route?.verb ?? (request.method ?? 'get').toLowerCase()
    if (await injectFault(cluster, { request, response, verb, path: url.pathname })) return
    if (!route) return answerDiscovery(url, request, response)
    refuseForbidden(cluster, route)
    await handle(cluster, route, request, response)
  }
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => sendStatus(response, asApiError(error)))
  })
  server.keepAliveTimeout = 30_000
  return server
}

function answerDiscovery(url: URL, request: IncomingMessage, response: ServerResponse): void {
  if (url.pathname === '/openapi/v2') {
    // The shortest document there is: swagger "2.0". It switches client-side validation off.
    response.writeHead(200, { 'content-type': 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf' })
    response.end(Buffer.from('0a03322e30', 'hex'))
    return
  }
  const document = discoveryAt(url.pathname, request.headers.host ?? '')
  if (document === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('404 page not found\n')
    return
  }
  if (typeof document === 'string') response.writeHead(200, { 'content-type': 'text/plain' }).end(document)
  else send(response, 200, document)
}

function refuseForbidden(cluster: Cluster, { verb, resource, namespace, name, subresource }: Route): void {
  if (resource.group === 'authorization.k8s.io') return
  if (!cluster.scenario.forbids(verb, resource, namespace || (resource.key === 'namespaces' ? name : ''))) return
  const what = subresource ? `${resource.plural}/${subresource}` : resource.plural
  const where = namespace ? `in the namespace "${namespace}"` : 'at the cluster scope'
  const why = `User "sandbox" cannot ${verb} resource "${what}" in API group "${resource.group}" ${where}`
  throw forbidden(resource, name, why)
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  console.error('sandbox: a fault of its own:', error)
  return new ApiError(500, 'InternalError', `Internal error occurred: ${(error as Error).message}`)
}
