// The document of the API, made from the same schemas that validate and answer.
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { ApiEnv } from './deps.ts'

export type ApiDocument = ReturnType<OpenAPIHono<ApiEnv>['getOpenAPI31Document']>

/** Made when it is first asked for, for endpoints are added to the application until then. */
export function apiDocument(documented: () => Pick<OpenAPIHono<ApiEnv>, 'getOpenAPI31Document'>): () => ApiDocument {
  let document: ApiDocument | undefined
  return () => {
    document ??= documented().getOpenAPI31Document({ openapi: '3.1.0', info, servers, security })
    return document
  }
}

const info = {
  title: 'Storeplane',
  version: '1',
  description: 'Asks for stores, looks at them and removes them. Refusals are problems (RFC 9457) with a stable code.',
}
const servers = [{ url: '/api/v1' }]
const security = [{ key: [] }]
