// Gives each request an id, the caller's own where it is fit for a log line; the answer carries it back.
import { createMiddleware } from 'hono/factory'
import { makeRequestId } from '../../shared/ids.ts'
import type { ApiEnv } from './deps.ts'

export const nameRequest = createMiddleware<ApiEnv>(async (c, next) => {
  const wished = c.req.header('X-Request-Id')
  const requestId = wished !== undefined && /^[A-Za-z0-9._-]{1,100}$/.test(wished) ? wished : makeRequestId()
  c.set('requestId', requestId)
  await next()
  c.header('X-Request-Id', requestId)
})
