// For calls that take no body: refuses one that says anything, for it would be ignored in silence.
import { createMiddleware } from 'hono/factory'
import { CodedError } from '../../../shared/errors.ts'
import type { ApiEnv } from '../deps.ts'

/** Clients that cannot leave the body away send an empty object. */
export const refuseBody = createMiddleware<ApiEnv>(async (c, next) => {
  const body = (await c.req.text()).replace(/\s/g, '')
  if (body !== '' && body !== '{}') {
    const message = 'This call takes no body; send none.'
    throw new CodedError('invalid_request', message, { errors: [{ pointer: '', rule: 'no_body', message }] })
  }
  await next()
})
