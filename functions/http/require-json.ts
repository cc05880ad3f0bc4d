// Refuses a body that is not declared as JSON, an empty one too: a form of another site can send no other type unasked.
import { createMiddleware } from 'hono/factory'
import { CodedError } from '../../shared/errors.ts'
import type { ApiEnv } from './deps.ts'

// Two headers arrive as one with a comma, which no single type has.
const json = /^application\/json(\s*;\s*[\w-]+=("[^"]*"|[^\s;,"]+))*\s*;?$/i
const otherCharset = /charset=(?!"?utf-?8\b)/i

export const requireJson = createMiddleware<ApiEnv>(async (c, next) => {
  const type = c.req.header('Content-Type')
  if (type === undefined || !json.test(type) || otherCharset.test(type))
    throw new CodedError(
      'unsupported_media_type',
      'Send the body with one header Content-Type: application/json, in UTF-8.',
    )
  await next()
})
