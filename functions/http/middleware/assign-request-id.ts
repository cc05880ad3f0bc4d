// Gives each request an id, the caller's own where it is fit for a log line, else that of its trace (W3C traceparent), so
// that what a request sets off, events included, can be found from either; the answer carries it back.
import { createMiddleware } from 'hono/factory'
import { makeRequestId } from '../../../shared/ids.ts'
import type { ApiEnv } from '../deps.ts'

export const assignRequestId = createMiddleware<ApiEnv>(async (c, next) => {
  const requested = c.req.header('X-Request-Id')
  const traceId = traceIdOf(c.req.header('traceparent'))
  const fit = requested !== undefined && /^[A-Za-z0-9._-]{1,100}$/.test(requested) ? requested : undefined
  const requestId = fit ?? traceId ?? makeRequestId()
  c.set('requestId', requestId)
  c.set('traceId', traceId ?? null)
  c.header('X-Request-Id', requestId)
  await next()
})

/** Undefined for what is no traceparent; all zeros are none, nor is the version ff. */
function traceIdOf(traceparent: string | undefined): string | undefined {
  const [, version, traceId, parent] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/.exec(traceparent ?? '') ?? []
  if (traceId === undefined || version === 'ff' || /^0+$/.test(traceId) || /^0+$/.test(parent ?? '0')) return undefined
  return traceId
}
