// One line per request, with the route's pattern instead of its path, so that lines can be counted.
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { ApiEnv, Deps } from '../deps.ts'

export function logAccess({ log, clock }: Deps) {
  return createMiddleware<ApiEnv>(async (c, next) => {
    const startedMs = clock.monotonicMs()
    await next()
    const line = {
      method: c.req.method,
      route: routeOf(c),
      status: c.res.status,
      ms: Math.round((clock.monotonicMs() - startedMs) * 10) / 10,
      request_id: c.var.requestId,
      trace_id: c.var.traceId,
      owner: c.var.access?.caller.owner ?? null,
      ...c.var.refusal,
    }
    log.info(line, 'request.answered')
  })
}

/** Middlewares match every path; a request refused before its endpoint still belongs to that endpoint. */
export function routeOf(c: Context): string | null {
  return matchedRoutes(c).findLast(({ path }) => path !== '/*')?.path ?? null
}
