// CORS_ALLOW_ORIGINS: lets the pages of listed origins read answers; without a list, no page but this server's own can.
import type { Context } from 'hono'
import { cors } from 'hono/cors'
import { createMiddleware } from 'hono/factory'
import type { ApiEnv, Deps } from '../deps.ts'
import { anyKeyExists } from './find-key.ts'

/** Pages send a key like every client: cookies and the browser's own logins have no part in it. */
const allowed = {
  allowMethods: ['GET', 'HEAD', 'POST', 'DELETE'],
  allowHeaders: [
    'Authorization',
    'Content-Type',
    'Idempotency-Key',
    'If-None-Match',
    'Last-Event-ID',
    'Prefer',
    'X-Request-Id',
  ],
  exposeHeaders: ['ETag', 'Link', 'Location', 'Preference-Applied', 'Retry-After', 'X-Request-Id'],
  maxAge: 600,
}

/** Stands before the keys, for a preflight never brings one. */
export function allowOrigins({ database, settings }: Deps) {
  const { corsAllowOrigins: origins = [] } = settings
  const answer = cors({ ...allowed, origin: [...origins] })
  return createMiddleware<ApiEnv>(async (c, next) => {
    if (origins.length === 0) return next()
    const listed = origins.includes(c.req.header('Origin') ?? '')
    // While nobody needs a key, the guard against pages from elsewhere refuses the preflight too.
    const lets = listed && (c.req.method !== 'OPTIONS' || (isPreflight(c) && (await anyKeyExists(database))))
    if (lets) return answer(c, next)
    await next()
    c.header('Vary', 'Origin', { append: true })
  })
}

function isPreflight(c: Context): boolean {
  return c.req.header('Access-Control-Request-Method') !== undefined
}
