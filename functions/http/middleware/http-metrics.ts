// Counts the requests of this process, by route and status, for GET /metrics.
import { createMiddleware } from 'hono/factory'
import { Counter, Histogram, Registry } from 'prom-client'
import type { ApiEnv, Deps } from '../deps.ts'
import { routeOf } from './log-access.ts'

type HttpMetrics = { registry: Registry; requests: Counter; seconds: Histogram }

const made = new WeakMap<Deps, HttpMetrics>()

export function httpMetrics(deps: Deps): HttpMetrics {
  const known = made.get(deps) ?? makeMetrics()
  made.set(deps, known)
  return known
}

/** A path that no route has is counted as `none`: whoever asks for strange paths makes no new series. */
export function countRequests(deps: Deps) {
  const { requests, seconds } = httpMetrics(deps)
  return createMiddleware<ApiEnv>(async (c, next) => {
    const startedMs = deps.clock.monotonicMs()
    await next()
    const route = routeOf(c) ?? 'none'
    requests.inc({ method: c.req.method, route, status: String(c.res.status) })
    seconds.observe({ method: c.req.method, route }, (deps.clock.monotonicMs() - startedMs) / 1_000)
  })
}

function makeMetrics(): HttpMetrics {
  const registry = new Registry()
  const registers = [registry]
  return {
    registry,
    requests: new Counter({
      name: 'storeplane_http_requests_total',
      help: 'Requests answered by this process, by method, route and status',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    seconds: new Histogram({
      name: 'storeplane_http_request_seconds',
      help: 'Seconds until a request was answered; those that ask to wait (Prefer: wait) do',
      labelNames: ['method', 'route'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
      registers,
    }),
  }
}
