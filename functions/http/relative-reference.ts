// A path as a reference relative to the request's own URL: behind a proxy that adds a prefix it stays behind that prefix.
import type { Context } from 'hono'

/** The Location of what an answer has made. */
export function locationOf(c: Context, path: string): { Location: string } {
  return { Location: relativeReference(new URL(c.req.url).pathname, path) }
}

/** `from` and `to` are absolute paths as this server sees them. */
export function relativeReference(from: string, to: string): string {
  const base = from.split('/').slice(0, -1)
  const target = to.split('/')
  const firstOther = base.findIndex((part, index) => part !== target[index])
  const shared = firstOther === -1 ? base.length : firstOther
  return '../'.repeat(base.length - shared) + target.slice(shared).join('/')
}
