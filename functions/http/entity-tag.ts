// ETag and If-None-Match: who has the present answer already is told so with 304 and no body.
import { hash } from 'node:crypto'
import type { Context } from 'hono'

/** Sets ETag, and says whether the caller has just this answer. */
export function isKnown(c: Context, answer: object): boolean {
  const tag = entityTag(answer)
  c.header('ETag', tag)
  return matches(c.req.header('If-None-Match'), tag)
}

/** Whether the caller named this answer as the one that it has. */
export function isNamed(c: Context, answer: object): boolean {
  return matches(c.req.header('If-None-Match'), entityTag(answer))
}

/** Whether the caller has what bears this tag, quotes included. */
export function isTagNamed(c: Context, tag: string): boolean {
  return matches(c.req.header('If-None-Match'), tag)
}

function entityTag(answer: object): string {
  return `"${hash('sha256', JSON.stringify(answer), 'base64url').slice(0, 27)}"`
}

/** A tag that a proxy has weakened is still the same answer. */
function matches(named: string | undefined, tag: string): boolean {
  return named?.split(',').some((one) => ['*', tag].includes(one.trim().replace(/^W\//, ''))) ?? false
}
