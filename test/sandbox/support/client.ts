// Plain HTTP to a sandbox: one request to its API, or a visit to a store by host name.
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import type { Sandbox } from '../../../sandbox/start.ts'

export interface Thing {
  kind: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every kind
  [field: string]: any
}

export interface Answer {
  status: number
  headers: Headers
  body: Thing
}

export interface Call {
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

export async function call(
  sandbox: Sandbox,
  method: string,
  path: string,
  { body, headers, signal }: Call = {},
): Promise<Answer> {
  const answer = await fetch(`${sandbox.apiUrl}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json')
  return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : { kind: 'text', text } }
}

export interface Visited {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

/** fetch would replace the Host header. */
export function visit(
  sandbox: Sandbox,
  host: string,
  path = '/',
  headers: Record<string, string> = {},
): Promise<Visited> {
  return new Promise((resolve, reject) => {
    const url = `${sandbox.ingressUrl}${path}`
    const request = httpRequest(
      url,
      { headers: { ...headers, host: `${host}:${sandbox.ingressPort}` } },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString(),
          })
        })
      },
    )
    request.on('error', reject)
    request.end()
  })
}
