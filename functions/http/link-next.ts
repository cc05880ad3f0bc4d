// The Link header of a page that is not the last one.
import type { Context } from 'hono'

/** Relative to the request's own URL, for behind a proxy this server does not know how it is addressed. */
export function linkNext(c: Context, { next_cursor: cursor }: { next_cursor: string | null }): void {
  if (cursor === null) return
  const { searchParams } = new URL(c.req.url)
  searchParams.set('cursor', cursor)
  c.header('Link', `<?${searchParams}>; rel="next"`)
}
