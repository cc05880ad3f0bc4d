// The endpoints under load: what is asked of each, and what its database operation is called.
import type { RawQuestion } from '../programs/raw-database.ts'
import type { HttpHome } from './http-home.ts'
import type { Target } from './load.ts'

export type Endpoint = {
  path(home: Pick<HttpHome, 'id'>): string
  method: Target['method']
  operation: RawQuestion['operation']
  body?: () => string
}

let asked = 0

export const endpoints = {
  getOne: { path: ({ id }) => `/api/v1/stores/${id}`, method: 'GET', operation: 'get' },
  list: { path: () => '/api/v1/stores?limit=100', method: 'GET', operation: 'list' },
  create: {
    path: () => '/api/v1/stores',
    method: 'POST',
    operation: 'create',
    body: () => JSON.stringify({ name: `asked-${++asked}`, engine: 'woocommerce' }),
  },
} satisfies Record<string, Endpoint>

let revealed = 0

/** A write that gives no poller anything to do: a reveal is an event, once a minute for each store, so each is of the next one. */
export function revealTarget({ apiUrl, readyIds, headers }: HttpHome): Target {
  const path = () => `/api/v1/stores/${readyIds[revealed++ % readyIds.length]}/credentials`
  return { url: apiUrl, method: 'GET', headers, path }
}

export function targetsOf(home: HttpHome, endpoint: Endpoint, bareUrl: string): { product: Target; bare: Target } {
  return { product: targetOf(home, endpoint), bare: targetOf({ ...home, apiUrl: bareUrl }, endpoint) }
}

export function targetOf(home: Pick<HttpHome, 'apiUrl' | 'headers' | 'id'>, { path, method, body }: Endpoint): Target {
  const headers = { ...home.headers, ...(body ? { 'content-type': 'application/json' } : {}) }
  return { url: home.apiUrl + path(home), method, headers, ...(body ? { body } : {}) }
}

/** The product's own answer, which the bare route is to give as well. */
export async function answerOf(home: HttpHome, endpoint: Endpoint): Promise<unknown> {
  const { method, body } = endpoint
  const answer = await fetch(home.apiUrl + endpoint.path(home), {
    method,
    headers: { ...home.headers, 'content-type': 'application/json' },
    ...(body ? { body: body() } : {}),
  })
  if (!answer.ok) throw new Error(`${method} ${endpoint.path(home)} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}
