// The document of the API, made from the same schemas that validate and answer.
import type { OpenAPIHono } from '@hono/zod-openapi'

export type ApiDocument = ReturnType<OpenAPIHono['getOpenAPI31Document']>

type Documented = Pick<OpenAPIHono, 'getOpenAPI31Document'>

/** Made when it is first asked for. */
export function apiDocument(documented: () => Documented): () => ApiDocument {
  let document: ApiDocument | undefined
  return () => {
    document ??= documented().getOpenAPI31Document({ openapi: '3.1.0', info, servers, security })
    return document
  }
}

const info = {
  title: 'Storeplane',
  version: '1',
  description: 'Creates, watches and deletes stores. Every refusal is a problem (RFC 9457) with a stable code.',
}
// Relative to the document's own URL, which may lie behind a prefix that only a proxy knows.
const servers = [{ url: '../v1' }]
const security = [{ key: [] }]
