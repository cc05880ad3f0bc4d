// GET /stores/:id/events: what happened to one store, oldest first.
import { createRoute, z } from '@hono/zod-openapi'
import { getStore, listEvents as listRows } from '../shared/stores/index.ts'
import { eventPageSchema, problem } from './http/answer-schemas.ts'
import { createApp } from './http/create-app.ts'
import type { Deps } from './http/deps.ts'
import { needs } from './http/needs.ts'
import { presentEvents } from './http/present-events.ts'
import { afterEvent, pageLimit, storeId } from './http/query-schemas.ts'

const route = createRoute({
  method: 'get',
  path: '/stores/{id}/events',
  summary: "Read a store's timeline",
  middleware: [needs('read')] as const,
  request: { params: storeId, query: z.strictObject({ after: afterEvent, limit: pageLimit }) },
  responses: {
    200: { description: 'Events with ids above `after`', content: { 'application/json': { schema: eventPageSchema } } },
    default: problem,
  },
})

export const listStoreEvents = ({ database }: Deps) =>
  createApp().openapi(route, async (c) => {
    const { after, limit } = c.req.valid('query')
    const { caller } = c.var.access
    const { id } = await getStore(database, c.req.valid('param').id, caller)
    const events = await listRows(database, { caller, storeId: id, after, limit: limit + 1 })
    return c.json(presentEvents(events, limit), 200)
  })
