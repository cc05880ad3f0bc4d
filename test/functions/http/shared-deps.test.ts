// What a process has one of: whoever is handed a copy of the dependencies uses the same metrics, feeds and slots.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getMetrics } from '../../../functions/endpoints/get-metrics.ts'
import { listEvents } from '../../../functions/endpoints/list-events.ts'
import { completeDeps } from '../../../functions/http/complete-deps.ts'
import type { Deps } from '../../../functions/http/deps.ts'
import type { Endpoint } from '../../../functions/http/endpoint.ts'
import { serveEndpoints } from '../../../functions/http/serve-endpoints.ts'
import { systemClock } from '../../../shared/clock.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { quietLog } from '../../support/quiet-log.ts'

let files: TestDatabase
beforeAll(async () => {
  files = await makeDatabase()
})
afterAll(() => files.remove())

/** One endpoint, made twice in one process, each time from a copy of the dependencies. */
function serveCopies(path: string, make: (deps: Deps) => ReturnType<Endpoint['make']>) {
  const settings = { reservedNames: [], secretKeys: undefined, adminEmail: 'a@b', keylessAllowed: true, maxStreams: 1 }
  const deps = completeDeps({ database: files.database, log: quietLog, clock: systemClock, settings })
  const copy = { method: 'GET', path, access: 'read', make: (given: Deps) => make({ ...given }) } as const
  return serveEndpoints(deps, [
    { ...copy, name: 'first', mounts: ['/'] },
    { ...copy, name: 'second', mounts: ['/api/v1'] },
  ])
}

test('an endpoint that spreads its dependencies shows the requests that the process has counted', async () => {
  const app = serveCopies('/metrics', getMetrics)
  await app.request('/nowhere')
  for (const path of ['/metrics', '/api/v1/metrics']) {
    const text = await (await app.request(path)).text()
    expect(text).toContain('storeplane_http_requests_total{method="GET",route="none",status="404"} 1')
  }
})

test('endpoints that spread their dependencies take their streams from the same slots', async () => {
  const app = serveCopies('/events', listEvents)
  const headers = { Accept: 'text/event-stream' }
  const first = await app.request('/events', { headers })
  expect([first.status, (await app.request('/api/v1/events', { headers })).status]).toEqual([200, 503])
  await first.body?.cancel()
  const next = await app.request('/api/v1/events', { headers })
  expect(next.status).toBe(200)
  await next.body?.cancel()
})
