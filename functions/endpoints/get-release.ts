// GET /releases/:name: one release that stores can be made from.
import { createRoute, z } from '@hono/zod-openapi'
import { countStores, getRelease as getRow } from '../../shared/releases/index.ts'
import { createApp } from '../http/create-app.ts'
import type { Deps } from '../http/deps.ts'
import { presentRelease } from '../http/present-release.ts'
import { noQuery } from '../http/schemas/query-schemas.ts'
import { refusals } from '../http/schemas/refusals.ts'
import { releaseSchema } from '../http/schemas/release-schemas.ts'

const route = createRoute({
  method: 'get',
  path: '/releases/{name}',
  operationId: 'getRelease',
  summary: 'Get one release',
  request: { params: z.object({ name: z.string().openapi({ example: '0.2.0-3f9a1c2e' }) }), query: noQuery },
  responses: {
    200: { description: 'The release', content: { 'application/json': { schema: releaseSchema } } },
    ...refusals('not_found'),
  },
})

export const getRelease = ({ database }: Deps) =>
  createApp().openapi(route, async (c) => {
    const release = await getRow(database, c.req.valid('param').name)
    const stores = c.var.access.caller.allOwners ? await countStores(database, [release.name]) : undefined
    return c.json(presentRelease(release, stores?.get(release.name)), 200)
  })
