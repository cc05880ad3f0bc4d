// Every endpoint of the API: what it is called, where it is found, who may call it, and how it is made.
import type { Endpoint } from '../http/endpoint.ts'
import { cancelOperation } from './cancel-operation.ts'
import { createStore } from './create-store.ts'
import { deleteStore } from './delete-store.ts'
import { docs } from './docs.ts'
import { getCredentials } from './get-credentials.ts'
import { getDashboard } from './get-dashboard.ts'
import { getMetrics } from './get-metrics.ts'
import { getOperation } from './get-operation.ts'
import { getOverview } from './get-overview.ts'
import { getRelease } from './get-release.ts'
import { getStore } from './get-store.ts'
import { health } from './health.ts'
import { healthLive } from './health-live.ts'
import { healthReady } from './health-ready.ts'
import { listEvents } from './list-events.ts'
import { listReleases } from './list-releases.ts'
import { listStoreEvents } from './list-store-events.ts'
import { listStoreOperations } from './list-store-operations.ts'
import { listStores } from './list-stores.ts'
import { openapi } from './openapi.ts'
import { retryStore } from './retry-store.ts'

const both = ['/', '/api/v1'] as const
const versioned = ['/api/v1'] as const
const plain = ['/'] as const

// biome-ignore format: one line for each endpoint
export const endpoints = [
  { name: 'health', method: 'GET', path: '/health', mounts: both, access: 'keyless', make: health },
  { name: 'health-live', method: 'GET', path: '/health/live', mounts: both, access: 'open', make: healthLive },
  { name: 'health-ready', method: 'GET', path: '/health/ready', mounts: both, access: 'keyless', make: healthReady },
  { name: 'create-store', method: 'POST', path: '/stores', mounts: both, access: 'write', make: createStore },
  { name: 'list-stores', method: 'GET', path: '/stores', mounts: both, access: 'read', make: listStores },
  { name: 'get-store', method: 'GET', path: '/stores/:id', mounts: both, access: 'read', make: getStore },
  { name: 'delete-store', method: 'DELETE', path: '/stores/:id', mounts: both, access: 'write', make: deleteStore },
  { name: 'retry-store', method: 'POST', path: '/stores/:id/retry', mounts: both, access: 'write', make: retryStore },
  { name: 'list-store-operations', method: 'GET', path: '/stores/:id/operations', mounts: both, access: 'read', make: listStoreOperations },
  { name: 'get-operation', method: 'GET', path: '/operations/:op', mounts: versioned, access: 'read', make: getOperation },
  { name: 'cancel-operation', method: 'POST', path: '/operations/:op/cancel', mounts: versioned, access: 'write', make: cancelOperation },
  { name: 'list-store-events', method: 'GET', path: '/stores/:id/events', mounts: both, access: 'read', make: listStoreEvents },
  { name: 'get-credentials', method: 'GET', path: '/stores/:id/credentials', mounts: both, access: 'credentials', make: getCredentials },
  { name: 'list-events', method: 'GET', path: '/events', mounts: versioned, access: 'read', make: listEvents },
  { name: 'list-releases', method: 'GET', path: '/releases', mounts: versioned, access: 'read', make: listReleases },
  { name: 'get-release', method: 'GET', path: '/releases/:name', mounts: versioned, access: 'read', make: getRelease },
  { name: 'get-overview', method: 'GET', path: '/overview', mounts: versioned, access: 'read', make: getOverview },
  { name: 'openapi', method: 'GET', path: '/openapi.json', mounts: versioned, access: 'read', make: openapi, standalone: 'documented' },
  { name: 'docs', method: 'GET', path: '/docs', mounts: versioned, access: 'keyless', make: docs, standalone: 'documented' },
  { name: 'get-metrics', method: 'GET', path: '/metrics', mounts: plain, access: 'metrics', make: getMetrics },
  { name: 'get-dashboard', method: 'GET', path: '/', morePaths: ['/assets/:file'], mounts: plain, access: 'open', make: getDashboard, standalone: 'with-dashboard' },
] as const satisfies readonly Endpoint[]
