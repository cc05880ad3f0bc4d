// What a key must allow for an endpoint; stands before validation, so that who may not call learns nothing.
import { createMiddleware } from 'hono/factory'
import type { Scope } from '../../../shared/api-keys.ts'
import { CodedError } from '../../../shared/errors.ts'
import type { ApiEnv } from '../deps.ts'

export function requireScope(scope: Scope) {
  return createMiddleware<ApiEnv>(async (c, next) => {
    if (!c.var.access.scopes.includes(scope))
      throw new CodedError('missing_scope', `This key lacks the scope "${scope}".`, { details: { scope } })
    await next()
  })
}
