// The whole API, made from the registry of endpoints; the order of the registry means nothing.
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Hono } from 'hono'
import { endpoints } from './endpoints/index.ts'
import { apiDocument } from './http/api-document.ts'
import { completeDeps } from './http/complete-deps.ts'
import { createApp } from './http/create-app.ts'
import type { ApiEnv, Deps, ProgramDeps } from './http/deps.ts'
import { serveEndpoints } from './http/serve-endpoints.ts'

export function createApi(given: ProgramDeps) {
  return assemble(given).api
}

/** With the document made at once: made for the first who asks for it, it would hold up all others meanwhile. */
export function createPreparedApi(given: ProgramDeps) {
  const { api, document } = assemble(given)
  document()
  return api
}

function assemble(given: ProgramDeps) {
  const deps = completeDeps(given)
  const document = documentOf(deps)
  return { document, api: serveEndpoints({ ...deps, document }, endpoints) }
}

/** The document of all endpoints, for a process that serves nothing else too. */
export function documentOf(deps: Deps) {
  const document = apiDocument(() => {
    const app = createApp()
    for (const { mounts, make } of endpoints) if (isVersioned(mounts)) app.route('/', make({ ...deps, document }))
    app.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' })
    return app
  })
  return document
}

function isVersioned(mounts: readonly string[]): boolean {
  return mounts.includes('/api/v1')
}

type SchemaOf<A> = A extends OpenAPIHono<ApiEnv, infer S, '/'> ? Succeeding<S> : never
/** A client throws for every refusal, so their shapes would only cost the compiler its time. */
type Succeeding<S> = {
  [Path in keyof S]: { [Method in keyof S[Path]]: Extract<S[Path][Method], { status: 200 | 202 }> }
}
type Made<E> = E extends { mounts: readonly (infer M)[]; make: (deps: never) => infer A }
  ? '/api/v1' extends M
    ? A
    : never
  : never

/** For clients with types: what is below /api/v1, and what it answers to what succeeds. */
export type StoresApi = Hono<ApiEnv, SchemaOf<Made<(typeof endpoints)[number]>>, '/'>
