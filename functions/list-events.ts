// GET /events: what happened to all of the caller's stores, oldest first.
import { createRoute, z } from '@hono/zod-openapi'
import { listEvents as listRows } from '../shared/stores/index.ts'
import { eventPageSchema, problem } from './http/answer-schemas.ts'
import { createApp } from './http/create-app.ts'
import type { Deps } from './http/deps.ts'
import { needs } from './http/needs.ts'
import { presentEvents } from './http/present-events.ts'
import { afterEvent, pageLimit } from './http/query-schemas.ts'

const route = createRoute({
  method: 'get',
  path: '/events',
  summary: 'Read the timeline of all stores',
  middleware: [needs('read')] as const,
  request: { query: z.strictObject({ after: afterEvent, limit: pageLimit }) },
  responses: {
    200: { description: 'Events with ids above `after`', content: { 'application/json': { schema: eventPageSchema } } },
    default: problem,
  },
})

export const listEvents = ({ database }: Deps) =>
  createApp().openapi(route, async (c) => {
    const { after, limit } = c.req.valid('query')
    const events = await listRows(database, { caller: c.var.access.caller, after, limit: limit + 1 })
    return c.json(presentEvents(events, limit), 200)
  })
