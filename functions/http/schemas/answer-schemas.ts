// The answers that several endpoints give, as schemas: the document and the types are made from these.
import { z } from '@hono/zod-openapi'
import { errorCodes } from '../../../shared/errors.ts'
import { failureCodes } from '../../../shared/failure-codes.ts'
import { engines, eventKinds, statuses, steps } from '../../../shared/stores/index.ts'

export const failureCodeNames = Object.keys(failureCodes) as (keyof typeof failureCodes)[]
export const time = z.iso.datetime().openapi({ example: '2026-02-10T10:00:00.000Z' })

export const createdSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    engine: z.enum(engines),
    namespace: z.string(),
    status: z.enum(statuses),
    created_at: time,
  })
  .openapi('CreatedStore', {
    example: {
      id: 'my-store-abc123',
      name: 'my-store',
      engine: 'woocommerce',
      namespace: 'store-my-store-abc123',
      status: 'PROVISIONING',
      created_at: '2026-02-10T10:00:00.000Z',
    },
  })

const itemExample = {
  id: 'my-store-abc123',
  name: 'my-store',
  engine: 'woocommerce',
  namespace: 'store-my-store-abc123',
  status: 'READY',
  store_url: 'http://my-store.localhost',
  progress: null,
  failure_code: null,
  failure_reason: null,
  health: { status: 'healthy', reason: null },
  created_at: '2026-02-10T10:00:00.000Z',
  updated_at: '2026-02-10T10:01:12.000Z',
} as const

export const storeItemSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    engine: z.enum(engines),
    namespace: z.string(),
    status: z.enum(statuses),
    store_url: z.string().nullable(),
    progress: z.object({ step: z.enum(steps), message: z.string().nullable() }).nullable(),
    failure_code: z.enum(failureCodeNames).nullable(),
    failure_reason: z.string().nullable(),
    health: z.object({ status: z.enum(['healthy', 'degraded']), reason: z.string().nullable() }).nullable(),
    created_at: time,
    updated_at: time,
  })
  .openapi('StoreItem', { example: itemExample })

export const storeSchema = storeItemSchema
  .extend({ helm_release: z.string(), recoverable: z.boolean() })
  .openapi('Store', { example: { ...itemExample, helm_release: 'my-store-abc123', recoverable: false } })

const eventExample = {
  id: 17,
  store_id: 'my-store-abc123',
  at: '2026-02-10T10:01:12.000Z',
  kind: 'transition',
  from: 'PROVISIONING',
  to: 'READY',
  step: null,
  code: null,
  message: null,
  request_id: 'req_0123456789abcdef',
} as const

export const eventSchema = z
  .object({
    id: z.number().int(),
    store_id: z.string(),
    at: time,
    kind: z.enum(eventKinds),
    from: z.enum(statuses).nullable(),
    to: z.enum(statuses).nullable(),
    step: z.enum(steps).nullable(),
    code: z.string().nullable(),
    message: z.string().nullable(),
    request_id: z.string().nullable(),
    evidence: z.string().optional(),
  })
  .openapi('Event', { example: eventExample })

export const eventPageSchema = z
  .object({ events: z.array(eventSchema), next_cursor: z.number().int().nullable() })
  .openapi('EventPage', { example: { events: [eventExample], next_cursor: null } })

/** To `Accept: text/event-stream`; else a page. */
export const eventsAnswer = {
  description:
    'Events with ids above `after`. As text/event-stream: each event as it happens, `data` an Event, `id` its id, a comment every 15 seconds',
  content: { 'application/json': { schema: eventPageSchema }, 'text/event-stream': { schema: z.string() } },
}

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.enum(errorCodes),
    errors: z.array(z.object({ pointer: z.string(), rule: z.string(), message: z.string() })).optional(),
    scope: z.string().optional().openapi({ description: 'The scope that is missing' }),
    store_id: z.string().optional().openapi({ description: 'The store that has the name, where it is yours' }),
    request_id: z.string(),
  })
  .openapi('Problem')

/** To a request whose If-None-Match names the present answer. */
export const unchanged = { description: 'Nothing has changed since the answer that If-None-Match names; no body' }
