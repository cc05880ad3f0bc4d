// How large a body may be, in one place: the server refuses what declares more before it asks for it.
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { CodedError } from '../../../shared/errors.ts'
import type { ApiEnv } from '../deps.ts'

export const maxBodyBytes = 16 * 1024

const refuseLargeBody = bodyLimit({
  maxSize: maxBodyBytes,
  onError: () => {
    throw new CodedError('body_too_large', `A body may have ${maxBodyBytes / 1024} KiB at most.`)
  },
})

/** Of GET and HEAD the server hands no body on; looking for one makes a whole Request of what is none yet. */
export const limitBody = createMiddleware<ApiEnv>((c, next) =>
  c.req.method === 'GET' || c.req.method === 'HEAD' ? next() : refuseLargeBody(c, next),
)
