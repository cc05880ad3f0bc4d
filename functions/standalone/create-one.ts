// The API of one endpoint: what stands in front of every endpoint, the endpoint where it is always found, and probes.

import { healthLive } from '../endpoints/health-live.ts'
import { healthReady } from '../endpoints/health-ready.ts'
import type { createApp } from '../http/create-app.ts'
import type { Deps, WatchedDeps } from '../http/deps.ts'
import { createBoundary } from '../http/middleware/boundary.ts'
import { watchWrites } from '../http/middleware/watch-writes.ts'

export type MakeEndpoint = (deps: WatchedDeps) => ReturnType<typeof createApp>

export function createOne(given: Deps, makeEndpoint: MakeEndpoint) {
  const deps = { ...given, database: watchWrites(given.database) }
  const app = createBoundary(deps).route('/', healthLive()).route('/', healthReady(deps))
  for (const place of placesOf(makeEndpoint(deps))) app.route(place, makeEndpoint(deps))
  return app
}

/** CONTRACT: /health and /stores answer with and without /api/v1; the page and the metrics without; all else with it. */
function placesOf({ routes }: ReturnType<MakeEndpoint>): string[] {
  const path = routes[0]?.path ?? '/'
  if (path === '/' || path === '/metrics') return ['/']
  return /^\/(health|stores)(\/|$)/.test(path) ? ['/', '/api/v1'] : ['/api/v1']
}
