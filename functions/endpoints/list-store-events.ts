// GET /stores/:id/events: what happened to one store, oldest first.
import { createRoute, z } from '@hono/zod-openapi'
import { getStore, listEvents as listRows } from '../../shared/stores/index.ts'
import { createApp } from '../http/create-app.ts'
import type { Deps } from '../http/deps.ts'
import { presentEvents } from '../http/present-events.ts'
import { eventsAnswer } from '../http/schemas/event-schemas.ts'
import { lastEventIdHeader } from '../http/schemas/header-schemas.ts'
import { afterEvent, pageLimit, storeId } from '../http/schemas/query-schemas.ts'
import { refusals } from '../http/schemas/refusals.ts'
import { streamEvents, wantsStream } from '../http/streams/stream-events.ts'

const route = createRoute({
  method: 'get',
  path: '/stores/{id}/events',
  operationId: 'listStoreEvents',
  summary: "List a store's events, oldest first",
  request: {
    params: storeId,
    query: z.strictObject({ after: afterEvent, limit: pageLimit }),
    headers: lastEventIdHeader,
  },
  responses: {
    200: eventsAnswer,
    ...refusals('not_found', 'too_many_streams'),
  },
})

export const listStoreEvents = (deps: Deps) =>
  createApp().openapi(route, async (c) => {
    const { after, limit } = c.req.valid('query')
    const { caller } = c.var.access
    const { id } = await getStore(deps.database, c.req.valid('param').id, caller)
    const resumed = c.req.valid('header')['last-event-id']
    if (wantsStream(c)) return streamEvents(deps, c, { caller, storeId: id, after: resumed ?? after })
    const events = await listRows(deps.database, { caller, storeId: id, after, limit: limit + 1 })
    return c.json(presentEvents(events, limit), 200)
  })
