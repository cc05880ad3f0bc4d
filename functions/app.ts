// The whole API, made from the registry of endpoints; the order of the registry means nothing.
import type { Hono } from 'hono'
import type { HonoBase } from 'hono/hono-base'
import { endpoints } from './endpoints/index.ts'
import { apiDocument } from './http/api-document.ts'
import { completeDeps } from './http/complete-deps.ts'
import { createApp } from './http/create-app.ts'
import type { ApiEnv, Deps, ProgramDeps } from './http/deps.ts'
import { serveEndpoints } from './http/serve-endpoints.ts'

export function createApi(given: ProgramDeps) {
  const deps = completeDeps(given)
  return serveEndpoints({ ...deps, document: documentOf(deps) }, endpoints)
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

type SchemaOf<A> = A extends HonoBase<ApiEnv, infer S, '/', string> ? S : never
type Made<E> = E extends { mounts: readonly (infer M)[]; make: (deps: never) => infer A }
  ? '/api/v1' extends M
    ? A
    : never
  : never

/** For clients with types: what is below /api/v1. */
export type StoresApi = Hono<ApiEnv, SchemaOf<Made<(typeof endpoints)[number]>>, '/'>
