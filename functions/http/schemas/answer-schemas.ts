// The answers that several endpoints give, as schemas: the document and the types are made from these.
import { z } from '@hono/zod-openapi'
import { engines } from '../../../shared/engines/index.ts'
import { errorCodes } from '../../../shared/errors.ts'
import { failureCodes } from '../../../shared/failure-codes.ts'
import { operationKinds, operationStates, steps } from '../../../shared/operations/index.ts'
import { eventKinds, healthStates, statuses } from '../../../shared/stores/index.ts'

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
      engine: engines[0],
      namespace: 'store-my-store-abc123',
      status: 'PROVISIONING',
      created_at: '2026-02-10T10:00:00.000Z',
    },
  })

const itemExample = {
  id: 'my-store-abc123',
  owner: 'default',
  name: 'my-store',
  engine: engines[0],
  namespace: 'store-my-store-abc123',
  helm_release: 'my-store-abc123',
  status: 'READY',
  store_url: 'http://my-store.localhost',
  release: { name: '0.2.0-3f9a1c2e', outdated: false },
  operation: null,
  progress: null,
  failure_code: null,
  failure_reason: null,
  recoverable: false,
  health: { status: 'healthy', reason: null },
  created_at: '2026-02-10T10:00:00.000Z',
  updated_at: '2026-02-10T10:01:12.000Z',
} as const

export const storeItemSchema = z
  .object({
    id: z.string(),
    owner: z.string(),
    name: z.string(),
    engine: z.enum(engines),
    namespace: z.string(),
    helm_release: z.string(),
    status: z.enum(statuses),
    store_url: z.string().nullable(),
    release: z
      .object({
        name: z.string(),
        outdated: z.boolean().openapi({ description: 'Whether new stores now get another release' }),
      })
      .nullable()
      .openapi({ description: 'Null until its first install' }),
    operation: z
      .object({ id: z.string(), kind: z.enum(operationKinds), step: z.enum(steps), message: z.string().nullable() })
      .nullable()
      .openapi({ description: 'The operation in progress; null when there is none' }),
    progress: z
      .object({
        step: z.enum(steps),
        message: z.string().nullable(),
        position: z.number().int().optional().openapi({ description: 'How many stores are ahead in the queue' }),
      })
      .nullable(),
    failure_code: z.enum(failureCodeNames).nullable(),
    failure_reason: z.string().nullable(),
    recoverable: z.boolean(),
    health: z.object({ status: z.enum(healthStates), reason: z.string().nullable() }).nullable(),
    created_at: time,
    updated_at: time,
  })
  .openapi('StoreItem', { example: itemExample })

export const storeSchema = storeItemSchema
  .extend({ cluster: z.string() })
  .openapi('Store', { example: { ...itemExample, cluster: 'default' } })

const operationExample = {
  id: 'op_0123456789abcdef',
  store_id: 'my-store-abc123',
  kind: 'create',
  state: 'running',
  step: 'database',
  message: 'Waiting for the database',
  position: null,
  attempts: 0,
  params: { name: 'my-store', engine: engines[0] },
  result: null,
  failure_code: null,
  failure_reason: null,
  actor: 'key_0123456789:default',
  cancelled_by: null,
  request_id: 'req_0123456789abcdef',
  created_at: '2026-02-10T10:00:00.000Z',
  started_at: '2026-02-10T10:00:01.000Z',
  finished_at: null,
} as const

export const operationSchema = z
  .object({
    id: z.string(),
    store_id: z.string(),
    kind: z.enum(operationKinds),
    state: z.enum(operationStates),
    step: z.enum(steps),
    message: z.string().nullable(),
    position: z.number().int().nullable().openapi({ description: 'How many stores are ahead in the queue' }),
    attempts: z.number().int(),
    params: z.record(z.string(), z.unknown()),
    result: z.record(z.string(), z.unknown()).nullable(),
    failure_code: z.enum(failureCodeNames).nullable(),
    failure_reason: z.string().nullable(),
    actor: z.string().openapi({ description: 'Who requested it: `<key id>:<owner>`, `local:<owner>`, or `schedule`' }),
    cancelled_by: z.string().nullable(),
    request_id: z.string().nullable(),
    created_at: time,
    started_at: time.nullable(),
    finished_at: time.nullable(),
  })
  .openapi('Operation', { example: operationExample })

export const operationPageSchema = z
  .object({ operations: z.array(operationSchema), next_cursor: z.string().nullable() })
  .openapi('OperationPage', { example: { operations: [operationExample], next_cursor: null } })

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
    id: z.number().int(),
    store_id: z.string(),
    operation_id: z.string().nullable(),
    at: time,
    kind: z.enum(eventKinds),
    from: z.enum(statuses).nullable(),
    to: z.enum(statuses).nullable(),
    step: z.enum(steps).nullable(),
    code: z.string().nullable(),
    message: z.string().nullable(),
    actor: z.string().openapi({ description: '`poller`, `schedule`, or who requested it, as in an operation' }),
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
    operation_id: z.string().optional().openapi({ description: 'The operation that has not ended' }),
    request_id: z.string(),
  })
  .openapi('Problem')

/** To a request whose If-None-Match names the present answer. */
export const unchanged = { description: 'Nothing has changed since the answer that If-None-Match names; no body' }
