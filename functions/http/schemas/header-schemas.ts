// Request headers that several endpoints take; whatever else a request brings along is not looked at.
import { z } from '@hono/zod-openapi'

const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, 'Idempotency-Key must be 1 to 255 characters of ASCII without spaces.')
  .optional()
  .openapi({
    description:
      'Within 24 hours, a request with the same key and body gets the first answer again and changes nothing',
    example: '0b2c1f0e-5b0c-4a53-9a63-5f2a7a0f7a11',
  })

const prefer = z.string().optional().openapi({
  description: 'wait=N delays the answer until the work has ended, at most N seconds (60 at most)',
  example: 'wait=30',
})

const ifNoneMatch = z.string().optional().openapi({
  description:
    'The ETag of an earlier answer: 304 if nothing has changed since. With Prefer: wait, any change ends the wait',
  example: '"mhZ0pGQYkqWlVn0Hc9d1yJx2a3b"',
})

export const waitHeader = z.object({ prefer })
export const idempotencyHeader = z.object({ 'idempotency-key': idempotencyKey, prefer })
export const ifNoneMatchHeader = z.object({ 'if-none-match': ifNoneMatch })
export const conditionalWaitHeaders = z.object({ 'if-none-match': ifNoneMatch, prefer })

const lastEventId = z
  .string()
  .regex(/^\d{0,15}$/, 'Last-Event-ID must be the id of an event.')
  .transform((text) => (text === '' ? undefined : Number(text)))
  .optional()
  .openapi({
    type: 'string',
    pattern: '^[0-9]{0,15}$',
    description: 'The last event that was received; the stream continues after it. Empty is none',
    example: '17',
  })

export const lastEventIdHeader = z.object({ 'last-event-id': lastEventId })
