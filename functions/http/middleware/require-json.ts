// Refuses a body that is not declared as JSON, an empty one too (a form of another site can send no other type unasked),
// and one that names a field twice, of which each reader would take another.
import { createMiddleware } from 'hono/factory'
import { CodedError } from '../../../shared/errors.ts'
import type { ApiEnv } from '../deps.ts'

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
  const twice = namedTwice(await c.req.text())
  if (twice !== undefined) {
    const message = `The body names "${twice}" twice.`
    throw new CodedError('invalid_request', message, { errors: [{ pointer: '', rule: 'duplicate', message }] })
  }
  await next()
})

// A string that is never closed goes to the end: no later quote is tried as its beginning.
const tokens = /"(?:[^"\\]|\\.)*(?:"(\s*:)?|\\?$)|[{}]/gs

/** The first name that an object has twice; what is not well-formed is for the parser to refuse. */
function namedTwice(text: string): string | undefined {
  const objects: Set<string>[] = []
  for (const [token, colon] of text.matchAll(tokens)) {
    if (token === '{') objects.push(new Set())
    else if (token === '}') objects.pop()
    else if (colon !== undefined) {
      const name = unescaped(token.slice(0, -colon.length))
      if (objects.at(-1)?.has(name)) return name
      objects.at(-1)?.add(name)
    }
  }
  return undefined
}

function unescaped(literal: string): string {
  try {
    return String(JSON.parse(literal))
  } catch {
    return literal
  }
}
