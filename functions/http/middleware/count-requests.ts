// Counts the requests of this process, by route and status, for GET /metrics.
import { createMiddleware } from 'hono/factory'
import type { ApiEnv, Deps } from '../deps.ts'
import { routeOf } from './log-access.ts'

/** A path that no route has is counted as `none`: whoever asks for strange paths makes no new series. */
export function countRequests({ metrics: { requests, seconds }, clock }: Pick<Deps, 'metrics' | 'clock'>) {
  return createMiddleware<ApiEnv>(async (c, next) => {
    const startedMs = clock.monotonicMs()
    await next()
    const route = routeOf(c) ?? 'none'
    requests.inc({ method: c.req.method, route, status: String(c.res.status) })
    seconds.observe({ method: c.req.method, route }, (clock.monotonicMs() - startedMs) / 1_000)
  })
}
