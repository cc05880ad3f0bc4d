// GET /openapi.json: the document of the API, made from the same schemas that validate and answer.
import type { OpenAPIHono } from '@hono/zod-openapi'
import { createApp } from './http/create-app.ts'
import type { ApiEnv } from './http/deps.ts'
import { needs } from './http/needs.ts'

/** `documented` is asked when the document is, for endpoints are added to it until then. */
export const openapi = (documented: () => Pick<OpenAPIHono<ApiEnv>, 'getOpenAPI31Document'>) => {
  let document: object | undefined
  return createApp().get('/openapi.json', needs('read'), (c) => {
    document ??= documented().getOpenAPI31Document({ openapi: '3.1.0', info, servers, security })
    return c.json(document, 200)
  })
}

const info = {
  title: 'Storeplane',
  version: '1',
  description: 'Asks for stores, looks at them and removes them. Refusals are problems (RFC 9457) with a stable code.',
}
const servers = [{ url: '/api/v1' }]
const security = [{ key: [] }]
