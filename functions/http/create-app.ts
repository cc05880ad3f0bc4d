// An empty application with the house's validation; each endpoint is one, so that it can be served alone.
// A slash at the end of a path changes nothing.
import { OpenAPIHono } from '@hono/zod-openapi'
import type { ApiEnv } from './deps.ts'
import { refuseInvalid } from './middleware/refuse-invalid.ts'

export function createApp() {
  return new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid, strict: false })
}
