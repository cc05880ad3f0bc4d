// An event as answers show it, in a page and as a stream.
import { z } from '@hono/zod-openapi'
import { steps } from '../../../shared/operations/index.ts'
import { eventKinds, statuses } from '../../../shared/stores/index.ts'
import { text, textOrNull, timeOf } from './fields.ts'

const eventExample = {
  id: 17,
  store_id: 'my-store-abc123',
  operation_id: 'op_0123456789abcdef',
  at: '2026-02-10T10:01:12.000Z',
  kind: 'transition',
  from: 'PROVISIONING',
  to: 'READY',
  step: null,
  code: null,
  message: null,
  actor: 'poller',
  request_id: 'req_0123456789abcdef',
} as const

export const eventSchema = z
  .object({
    id: z.number().int().openapi({ description: 'Rises with each event of the installation' }),
    store_id: text('The store it happened to'),
    operation_id: textOrNull('The operation it belongs to'),
    at: timeOf('When it happened'),
    kind: z.enum(eventKinds),
    from: z.enum(statuses).nullable().openapi({ description: 'The status before, of a transition' }),
    to: z.enum(statuses).nullable().openapi({ description: 'The status after, of a transition' }),
    step: z.enum(steps).nullable().openapi({ description: 'The step it is about' }),
    code: textOrNull('The failure code, of a failure'),
    message: textOrNull('What happened, for people'),
    actor: z.string().openapi({ description: '`poller`, `schedule`, or who requested it, as in an operation' }),
    request_id: textOrNull('The X-Request-Id of the request that caused it'),
    evidence: z.string().optional().openapi({ description: 'What cluster and containers said last, redacted' }),
  })
  .openapi('Event', { example: eventExample })

const nextEvent = z
  .number()
  .int()
  .nullable()
  .openapi({ description: 'The `after` of the next page; null on the last one' })

export const eventPageSchema = z
  .object({ events: z.array(eventSchema), next_cursor: nextEvent })
  .openapi('EventPage', { example: { events: [eventExample], next_cursor: null } })

/** To `Accept: text/event-stream`; else a page. */
export const eventsAnswer = {
  description:
    'Events with ids above `after`. As text/event-stream: each event as it happens, `data` an Event, `id` its id, a comment every 15 seconds',
  content: { 'application/json': { schema: eventPageSchema }, 'text/event-stream': { schema: z.string() } },
}
