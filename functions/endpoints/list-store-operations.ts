// GET /stores/:id/operations: what was done to one store, newest first; the first one may still be open.
import { createRoute, z } from '@hono/zod-openapi'
import { listOperations } from '../../shared/operations/index.ts'
import { getStore, readProgress } from '../../shared/stores/index.ts'
import { createApp } from '../http/create-app.ts'
import type { Deps } from '../http/deps.ts'
import { isKnown } from '../http/entity-tag.ts'
import { linkNext } from '../http/link-next.ts'
import { presentOperation } from '../http/present-operation.ts'
import { encodeCursor } from '../http/schemas/cursor.ts'
import { unchanged } from '../http/schemas/fields.ts'
import { ifNoneMatchHeader } from '../http/schemas/header-schemas.ts'
import { operationPageSchema } from '../http/schemas/operation-schemas.ts'
import { pageCursor, pageLimit, storeId } from '../http/schemas/query-schemas.ts'
import { refusals } from '../http/schemas/refusals.ts'

const route = createRoute({
  method: 'get',
  path: '/stores/{id}/operations',
  operationId: 'listStoreOperations',
  summary: "List a store's operations, newest first",
  request: {
    params: storeId,
    query: z.strictObject({ limit: pageLimit, cursor: pageCursor.optional() }),
    headers: ifNoneMatchHeader,
  },
  responses: {
    200: {
      description: 'A page of operations; Link names the next one',
      headers: z.object({ ETag: z.string(), Link: z.string().optional() }),
      content: { 'application/json': { schema: operationPageSchema } },
    },
    304: unchanged,
    ...refusals('not_found'),
  },
})

export const listStoreOperations = ({ database }: Deps) =>
  createApp().openapi(route, async (c) => {
    const { limit, cursor } = c.req.valid('query')
    const store = await getStore(database, c.req.valid('param').id, c.var.access.caller)
    const { operations, next } = await listOperations(database, { storeId: store.id, limit, after: cursor ?? null })
    const progress = (await readProgress(database, [store])).get(store.id)
    const page = {
      operations: operations.map((operation) => presentOperation(operation, progress)),
      next_cursor: next === null ? null : encodeCursor(next),
    }
    linkNext(c, page)
    return isKnown(c, page) ? c.body(null, 304) : c.json(page, 200)
  })
