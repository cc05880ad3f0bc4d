// The Link header of a page that is not the last one.
import type { Context } from 'hono'

/** Relative to the host, for behind a proxy this server does not know how it is addressed. */
export function linkNext(c: Context, { next_cursor: cursor }: { next_cursor: string | null }): void {
  if (cursor === null) return
  const { pathname, searchParams } = new URL(c.req.url)
  searchParams.set('cursor', cursor)
  c.header('Link', `<${pathname}?${searchParams}>; rel="next"`)
}
