// What a browser may make of an answer: nothing but data. An endpoint that serves a page says otherwise itself.
import { createMiddleware } from 'hono/factory'
import type { ApiEnv } from '../deps.ts'

export const safeHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
}

export const securityHeaders = createMiddleware<ApiEnv>(async (c, next) => {
  // Before the endpoint, which may say otherwise: an answer that is touched afterwards is copied, body and all.
  for (const [name, value] of Object.entries(safeHeaders)) c.header(name, value)
  await next()
})
