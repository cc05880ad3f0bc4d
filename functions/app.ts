// All endpoints of the API and where each is found; the order of the lines means nothing.
import { createStore } from './endpoints/create-store.ts'
import { deleteStore } from './endpoints/delete-store.ts'
import { docs } from './endpoints/docs.ts'
import { getCredentials } from './endpoints/get-credentials.ts'
import { getDashboard } from './endpoints/get-dashboard.ts'
import { getMetrics } from './endpoints/get-metrics.ts'
import { getOverview } from './endpoints/get-overview.ts'
import { getStore } from './endpoints/get-store.ts'
import { health } from './endpoints/health.ts'
import { healthLive } from './endpoints/health-live.ts'
import { healthReady } from './endpoints/health-ready.ts'
import { listEvents } from './endpoints/list-events.ts'
import { listStoreEvents } from './endpoints/list-store-events.ts'
import { listStores } from './endpoints/list-stores.ts'
import { openapi } from './endpoints/openapi.ts'
import { retryStore } from './endpoints/retry-store.ts'
import { apiDocument } from './http/api-document.ts'
import { createApp } from './http/create-app.ts'
import type { Deps, WatchedDeps } from './http/deps.ts'
import { createBoundary } from './http/middleware/boundary.ts'
import { watchWrites } from './http/middleware/watch-writes.ts'

export function createApi(given: Deps) {
  const deps = { ...given, database: watchWrites(given.database) }
  const versioned = versionedOf(deps)
  const document = apiDocument(() => versioned)
  return createBoundary(deps)
    .route('/', everywhere(deps))
    .route('/', getMetrics(deps))
    .route('/', getDashboard(deps))
    .route('/api/v1', versioned)
    .route('/api/v1', openapi(document))
    .route('/api/v1', docs(document))
}

/** The document of all endpoints, for a process that serves nothing else. */
export function documentOf(deps: WatchedDeps) {
  return apiDocument(() => versionedOf(deps))
}

function versionedOf(deps: WatchedDeps) {
  const versioned = everywhere(deps).route('/', listEvents(deps)).route('/', getOverview(deps))
  versioned.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' })
  return versioned
}

/** For clients with types: what is below /api/v1, without the timeline of all stores. */
export type StoresApi = ReturnType<typeof everywhere>

/** CONTRACT: these answer with and without /api/v1. */
function everywhere(deps: WatchedDeps) {
  return createApp()
    .route('/', health(deps))
    .route('/', healthLive())
    .route('/', healthReady(deps))
    .route('/', createStore(deps))
    .route('/', listStores(deps))
    .route('/', getStore(deps))
    .route('/', deleteStore(deps))
    .route('/', retryStore(deps))
    .route('/', listStoreEvents(deps))
    .route('/', getCredentials(deps))
}
