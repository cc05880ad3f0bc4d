// The answers that several endpoints give, as schemas: the document and the types are made from these.
import { z } from '@hono/zod-openapi'
import { engines } from '../../../shared/engines/index.ts'
import { errorCodes } from '../../../shared/errors.ts'
import { failureCodes } from '../../../shared/failure-codes.ts'
import { operationKinds, operationStates, steps } from '../../../shared/operations/index.ts'
import { eventKinds, healthStates, statuses } from '../../../shared/stores/index.ts'

export const failureCodeNames = Object.keys(failureCodes) as (keyof typeof failureCodes)[]
export const time = z.iso.datetime().openapi({ example: '2026-02-10T10:00:00.000Z' })
const timeOf = (description: string) => time.openapi({ description })
export const text = (description: string) => z.string().openapi({ description })
const textOrNull = (description: string) => z.string().nullable().openapi({ description })
export const nextCursor = textOrNull('The `cursor` of the next page; null on the last one')

const storeFields = {
  id: 'The name and six random characters; also the Helm release',
  name: 'As it was asked for',
  namespace: 'The namespace in the cluster: `store-` and the id',
  createdAt: 'When the store was asked for',
}

export const createdSchema = z
  .object({
    id: text(storeFields.id),
    name: text(storeFields.name),
    engine: z.enum(engines),
    namespace: text(storeFields.namespace),
    status: z.enum(statuses),
    created_at: timeOf(storeFields.createdAt),
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
    id: text(storeFields.id),
    owner: text('The owner of the key that created it'),
    name: text(storeFields.name),
    engine: z.enum(engines),
    namespace: text(storeFields.namespace),
    helm_release: text('The Helm release; the same as the id'),
    status: z.enum(statuses),
    store_url: textOrNull('The address of the shop; null until the store is READY'),
    release: z
      .object({
        name: text('The name of the release'),
        outdated: z.boolean().openapi({ description: 'Whether new stores now get another release' }),
      })
      .nullable()
      .openapi({ description: 'Null until its first install' }),
    operation: z
      .object({
        id: text('The id of the operation'),
        kind: z.enum(operationKinds),
        step: z.enum(steps),
        message: textOrNull('What it waits for'),
      })
      .nullable()
      .openapi({ description: 'The operation in progress; null when there is none' }),
    progress: z
      .object({
        step: z.enum(steps),
        message: textOrNull('What it waits for'),
        position: z.number().int().optional().openapi({ description: 'How many stores are ahead in the queue' }),
      })
      .nullable()
      .openapi({ description: 'How far the open operation has come; null when there is none' }),
    failure_code: z.enum(failureCodeNames).nullable().openapi({ description: 'Why it is FAILED, for programs' }),
    failure_reason: textOrNull('Why it is FAILED, for people'),
    recoverable: z.boolean().openapi({
      description: 'True for a FAILED store that was seen healthy since: retry makes it READY and touches nothing',
    }),
    health: z
      .object({ status: z.enum(healthStates), reason: textOrNull('Why it is not healthy') })
      .nullable()
      .openapi({ description: 'What the last look at a READY store found; null before the first look' }),
    created_at: timeOf(storeFields.createdAt),
    updated_at: timeOf('When the store last changed'),
  })
  .openapi('StoreItem', { example: itemExample })

export const storeSchema = storeItemSchema
  .extend({ cluster: text('The name of the cluster it runs on') })
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
    id: text('`op_` and 16 hexadecimal digits'),
    store_id: text('The store it works on'),
    kind: z.enum(operationKinds),
    state: z.enum(operationStates),
    step: z.enum(steps),
    message: textOrNull('What it waits for; null when it has ended'),
    position: z.number().int().nullable().openapi({ description: 'How many stores are ahead in the queue' }),
    attempts: z.number().int().openapi({ description: 'How many attempts at its present step have failed' }),
    params: z.record(z.string(), z.unknown()).openapi({ description: 'What was asked for' }),
    result: z
      .record(z.string(), z.unknown())
      .nullable()
      .openapi({ description: 'What it brought, where its kind says so' }),
    failure_code: z.enum(failureCodeNames).nullable().openapi({ description: 'Why it failed, for programs' }),
    failure_reason: textOrNull('Why it failed, for people'),
    actor: z.string().openapi({ description: 'Who requested it: `<key id>:<owner>`, `local:<owner>`, or `schedule`' }),
    cancelled_by: textOrNull('Who cancelled it, as in `actor`; null when nobody did'),
    request_id: textOrNull('The X-Request-Id of the request that asked for it'),
    created_at: timeOf('When it was asked for'),
    started_at: time.nullable().openapi({ description: 'When a poller first worked on it' }),
    finished_at: time.nullable().openapi({ description: 'When it ended; null while it is open' }),
  })
  .openapi('Operation', { example: operationExample })

export const operationPageSchema = z
  .object({ operations: z.array(operationSchema), next_cursor: nextCursor })
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

export const problemSchema = z
  .object({
    type: text('`urn:storeplane:problem:` and the code'),
    title: text('The same for all refusals with this code'),
    status: z.number().int().openapi({ description: 'The HTTP status' }),
    detail: text('What is wrong with this request, and what to do'),
    code: z.enum(errorCodes),
    errors: z
      .array(
        z.object({
          pointer: text('Where: a JSON pointer into the body, or the parameter'),
          rule: text('Which rule is broken; stable'),
          message: text('What is wrong, and what is right'),
        }),
      )
      .optional()
      .openapi({ description: 'Each fault, of `invalid_request`' }),
    scope: z.string().optional().openapi({ description: 'The scope that is missing' }),
    store_id: z.string().optional().openapi({ description: 'The store that has the name, where it is yours' }),
    operation_id: z.string().optional().openapi({ description: 'The operation that has not ended' }),
    request_id: text('The X-Request-Id of this request'),
  })
  .openapi('Problem')

/** To a request whose If-None-Match names the present answer. */
export const unchanged = { description: 'Nothing has changed since the answer that If-None-Match names; no body' }
