// What stands in front of every endpoint, whether one is served or all: the order of these lines is the order of refusal.
import { createApp } from '../create-app.ts'
import type { Deps } from '../deps.ts'
import { allowOrigins } from './allow-origins.ts'
import { answerError } from './answer-error.ts'
import { assignRequestId } from './assign-request-id.ts'
import { authenticate, type OpenPath } from './authenticate.ts'
import { countRequests } from './count-requests.ts'
import { limitBody } from './limit-body.ts'
import { limitRate } from './limit-rate.ts'
import { logAccess } from './log-access.ts'
import { refuseUnmatched } from './refuse-unmatched.ts'
import { securityHeaders } from './security-headers.ts'

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
