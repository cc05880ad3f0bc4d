// An operation as answers show it, alone and in a page.
import { z } from '@hono/zod-openapi'
import { engines } from '../../../shared/engines/index.ts'
import { operationKinds, operationStates, steps } from '../../../shared/operations/index.ts'
import { failureCodeNames, nextCursor, text, textOrNull, time, timeOf } from './fields.ts'

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
    id: text('`op_` and 16 of a-z and 0-9'),
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
