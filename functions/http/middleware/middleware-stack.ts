// What stands in front of every endpoint, whether one is served or all: the order of these lines is the order of refusal.
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { CodedError } from '../../../shared/errors.ts'
import { createApp } from '../create-app.ts'
import type { ApiEnv, Deps } from '../deps.ts'
import { allowOrigins } from './allow-origins.ts'
import { answerError } from './answer-error.ts'
import { assignRequestId } from './assign-request-id.ts'
import { authenticate, type OpenPath } from './authenticate.ts'
import { countRequests } from './count-requests.ts'
import { limitRate } from './limit-rate.ts'
import { logAccess } from './log-access.ts'
import { refuseUnmatched } from './refuse-unmatched.ts'
import { securityHeaders } from './security-headers.ts'

const maxBodyBytes = 16 * 1024

export function createMiddlewareStack(deps: Deps, openPath: OpenPath) {
  const app = createApp()
  app.use(
    assignRequestId,
    logAccess(deps),
    countRequests(deps),
    securityHeaders,
    allowOrigins(deps),
    authenticate(deps, openPath),
    limitRate(deps),
    limitBody,
  )
  app.onError(answerError(deps))
  app.notFound(refuseUnmatched(() => app.routes))
  return app
}

const refuseLargeBody = bodyLimit({
  maxSize: maxBodyBytes,
  onError: () => {
    throw new CodedError('body_too_large', `A body may have ${maxBodyBytes / 1024} KiB at most.`)
  },
})

/** Of GET and HEAD the server hands no body on; looking for one makes a whole Request of what is none yet. */
const limitBody = createMiddleware<ApiEnv>((c, next) =>
  c.req.method === 'GET' || c.req.method === 'HEAD' ? next() : refuseLargeBody(c, next),
)
