// GET /releases: what stores can be made from, newest first.
import { createRoute, z } from '@hono/zod-openapi'
import { countStores, listReleases as listRows } from '../../shared/releases/index.ts'
import { createApp } from '../http/create-app.ts'
import type { Deps } from '../http/deps.ts'
import { isKnown } from '../http/entity-tag.ts'
import { linkNext } from '../http/link-next.ts'
import { presentRelease } from '../http/present-release.ts'
import { encodeCursor } from '../http/schemas/cursor.ts'
import { unchanged } from '../http/schemas/fields.ts'
import { ifNoneMatchHeader } from '../http/schemas/header-schemas.ts'
import { pageCursor, pageLimit } from '../http/schemas/query-schemas.ts'
import { refusals } from '../http/schemas/refusals.ts'
import { releasePageSchema } from '../http/schemas/release-schemas.ts'

const route = createRoute({
  method: 'get',
  path: '/releases',
  operationId: 'listReleases',
  summary: 'List the releases that stores can be made from, newest first',
  request: { query: z.strictObject({ limit: pageLimit, cursor: pageCursor.optional() }), headers: ifNoneMatchHeader },
  responses: {
    200: {
      description: 'A page of releases; Link names the next one',
      headers: z.object({ ETag: z.string(), Link: z.string().optional() }),
      content: { 'application/json': { schema: releasePageSchema } },
    },
    304: unchanged,
    ...refusals(),
  },
})

export const listReleases = ({ database }: Deps) =>
  createApp().openapi(route, async (c) => {
    const { limit, cursor } = c.req.valid('query')
    const after = cursor === undefined ? null : { createdAt: cursor.createdAt, name: cursor.id }
    const { releases, next } = await listRows(database, { limit, after })
    const names = releases.map(({ name }) => name)
    const stores = c.var.access.caller.allOwners ? await countStores(database, names) : undefined
    const page = {
      releases: releases.map((release) => presentRelease(release, stores?.get(release.name))),
      next_cursor: next === null ? null : encodeCursor({ createdAt: next.createdAt, id: next.name }),
    }
    linkNext(c, page)
    return isKnown(c, page) ? c.body(null, 304) : c.json(page, 200)
  })
