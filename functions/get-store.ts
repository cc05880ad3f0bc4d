// GET /stores/:id: one store as its owner sees it.
import { createRoute } from '@hono/zod-openapi'
import { getStore as getRow } from '../shared/stores/index.ts'
import { problem, storeSchema } from './http/answer-schemas.ts'
import { createApp } from './http/create-app.ts'
import type { Deps } from './http/deps.ts'
import { needs } from './http/needs.ts'
import { presentStore } from './http/present-store.ts'
import { noQuery, storeId } from './http/query-schemas.ts'

const route = createRoute({
  method: 'get',
  path: '/stores/{id}',
  summary: 'Look at one store',
  middleware: [needs('read')] as const,
  request: { params: storeId, query: noQuery },
  responses: {
    200: { description: 'The store', content: { 'application/json': { schema: storeSchema } } },
    default: problem,
  },
})

export const getStore = ({ database }: Deps) =>
  createApp().openapi(route, async (c) => {
    const store = await getRow(database, c.req.valid('param').id, c.var.access.caller)
    return c.json(presentStore(store), 200)
  })
