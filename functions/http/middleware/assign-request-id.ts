// Gives each request an id, the caller's own where it is fit for a log line, else that of its trace (W3C traceparent), so
// that what a request sets off, events included, can be found from either; the answer carries it back.
import { createMiddleware } from 'hono/factory'
import type { ApiEnv } from '../deps.ts'
import { requestIdOf } from '../request-id.ts'

export const assignRequestId = createMiddleware<ApiEnv>(async (c, next) => {
  const { requestId, traceId } = requestIdOf((name) => c.req.header(name))
  c.set('requestId', requestId)
  c.set('traceId', traceId)
  c.header('X-Request-Id', requestId)
  await next()
})
