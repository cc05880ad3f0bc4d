// A page of events as the API shows it.
import type { z } from '@hono/zod-openapi'
import type { StoreEvent } from '../../shared/stores/index.ts'
import { presentTime } from './present-time.ts'
import type { eventPageSchema, eventSchema } from './schemas/event-schemas.ts'

/** `events` may hold one more than `limit`: it is left out and shows that there is a next page. */
export function presentEvents(events: StoreEvent[], limit: number): z.infer<typeof eventPageSchema> {
  const page = events.slice(0, limit)
  return { events: page.map(presentEvent), next_cursor: events.length > limit ? (page.at(-1)?.id ?? null) : null }
}

export function presentEvent({
  storeId,
  operationId,
  requestId,
  evidence,
  at,
  ...same
}: StoreEvent): z.infer<typeof eventSchema> {
  const { id, kind, from, to, step, code, message, actor } = same
  return {
    id,
    store_id: storeId,
    operation_id: operationId,
    at: presentTime(at),
    kind,
    from,
    to,
    step,
    code,
    message,
    actor,
    request_id: requestId,
    ...(evidence === null ? {} : { evidence }),
  }
}
