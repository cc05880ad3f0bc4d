// The ingress: by host and path to the Service behind, answering as the engine there would.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Cluster } from '../cluster.ts'
import type { IngressRule } from '../scenario.ts'
import { answerAsEngine } from './answer-as-engine.ts'
import type { Page } from './engines/stand-in.ts'
import { findBackend } from './find-backend.ts'

export function createIngressServer(cluster: Cluster): Server {
  return createServer((request, response) => {
    request.resume()
    answer(cluster, request, response).catch((error) => {
      console.error('sandbox: ingress:', error)
      show(response, { status: 500, body: 'the simulated ingress has a fault of its own' })
    })
  })
}

async function answer(cluster: Cluster, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
  const path = (request.url ?? '/').split('?')[0] ?? '/'
  const rule = cluster.scenario.ingressRule(host, path)
  if (rule?.delayMs) await new Promise((resolve) => setTimeout(resolve, rule.delayMs))
  const page = rule && (rule.status || rule.body !== undefined || rule.redirect) ? ruledPage(rule) : undefined
  show(response, page ?? pageFor(cluster, request, host, path))
}

function ruledPage({ status, body, redirect }: IngressRule): Page {
  return { status: status ?? (redirect ? 302 : 200), body: body ?? '', ...(redirect ? { location: redirect } : {}) }
}

function pageFor(cluster: Cluster, request: IncomingMessage, host: string, path: string): Page {
  const backend = findBackend(cluster, host, path)
  if (backend === 'unknown host') return { status: 404, body: 'no store answers here' }
  if (backend === 'not ready') return { status: 503, body: 'Service Temporarily Unavailable' }
  return answerAsEngine(cluster, backend, { host, path, headers: request.headers })
}

function show(response: ServerResponse, { status, body, type = 'text/plain', location }: Page): void {
  if (response.headersSent) return
  const charset = type.startsWith('text/') ? `${type}; charset=utf-8` : type
  response
    .writeHead(status, { 'content-type': charset, server: 'storeplane-sandbox', ...(location ? { location } : {}) })
    .end(body)
}
