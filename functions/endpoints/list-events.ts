// GET /events: what happened to all of the caller's stores, oldest first.
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { listEvents as listRows } from '../../shared/stores/index.ts'
import { createApp } from '../http/create-app.ts'
import type { Deps } from '../http/deps.ts'
import { presentEvents } from '../http/present-events.ts'
import { eventsAnswer } from '../http/schemas/event-schemas.ts'
import { lastEventIdHeader } from '../http/schemas/header-schemas.ts'
import { afterEvent, pageLimit } from '../http/schemas/query-schemas.ts'
import { refusals } from '../http/schemas/refusals.ts'
import { streamEvents, wantsStream } from '../http/streams/stream-events.ts'

const route = createRoute({
  method: 'get',
  path: '/events',
  operationId: 'listEvents',
  summary: 'List the events of all stores, oldest first',
  request: { query: z.strictObject({ after: afterEvent, limit: pageLimit }), headers: lastEventIdHeader },
  responses: {
    200: eventsAnswer,
    ...refusals('too_many_streams'),
  },
})

export const listEvents = (deps: Deps) =>
  createApp().openapi(route, async (c) => {
    const { after, limit } = c.req.valid('query')
    const { caller } = c.var.access
    if (wantsStream(c))
      return streamEvents(deps, c, { caller, after: c.req.valid('header')['last-event-id'] ?? beginning(c, after) })
    const events = await listRows(deps.database, { caller, after, limit: limit + 1 })
    return c.json(presentEvents(events, limit), 200)
  })

/** The timeline of all stores is long: a stream that names no event begins with the next one. */
function beginning(c: Context, after: number): number | undefined {
  return c.req.query('after') === undefined ? undefined : after
}
