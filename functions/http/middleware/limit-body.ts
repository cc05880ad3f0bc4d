// What a body may be: as it is, and of how many bytes; the server refuses what declares more before it asks for it.
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { CodedError } from '../../../shared/errors.ts'
import type { ApiEnv } from '../deps.ts'
import { refuseEncoded } from './refuse-encoded.ts'

export const maxBodyBytes = 16 * 1024

const refuseLargeBody = bodyLimit({
  maxSize: maxBodyBytes,
  onError: () => {
    throw new CodedError('body_too_large', `A body may have ${maxBodyBytes / 1024} KiB at most.`)
  },
})

/** Of GET and HEAD the server hands no body on; looking for one makes a whole Request of what is none yet. */
export const limitBody = createMiddleware<ApiEnv>((c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  refuseEncoded(c)
  return refuseLargeBody(c, next)
})
