// POST /stores/:id/retry: tries a FAILED store again.
import { createRoute, z } from '@hono/zod-openapi'
import { idempotencyKey, readProgress, requestRetry } from '../../shared/stores/index.ts'
import { createApp } from '../http/create-app.ts'
import type { Deps } from '../http/deps.ts'
import { refuseBody } from '../http/middleware/refuse-body.ts'
import { presentStore } from '../http/present-store.ts'
import { locationOf } from '../http/relative-reference.ts'
import { idempotencyHeader } from '../http/schemas/header-schemas.ts'
import { noQuery, storeId } from '../http/schemas/query-schemas.ts'
import { refusals } from '../http/schemas/refusals.ts'
import { storeSchema } from '../http/schemas/store-schemas.ts'
import { waitForStore } from '../http/streams/wait-for-store.ts'

const route = createRoute({
  method: 'post',
  path: '/stores/{id}/retry',
  operationId: 'retryStore',
  summary: 'Retry a failed store',
  middleware: [refuseBody] as const,
  request: { params: storeId, query: noQuery, headers: idempotencyHeader },
  responses: {
    202: {
      description: 'The retry has started; Location names the operation',
      headers: z.object({ Location: z.string() }),
      content: { 'application/json': { schema: storeSchema } },
    },
    ...refusals(
      'not_found',
      'busy',
      'not_failed',
      'body_too_large',
      'unsupported_media_type',
      'idempotency_key_reused',
    ),
  },
})

export const retryStore = (deps: Deps) =>
  createApp().openapi(route, async (c) => {
    const { id } = c.req.valid('param')
    const { caller } = c.var.access
    const { 'idempotency-key': key } = c.req.valid('header')
    const idempotency = key === undefined ? undefined : idempotencyKey(caller.owner, key, ['retry', id])
    const asked = { id, caller, requestId: c.var.requestId, idempotency }
    const requested = await requestRetry(deps.database, asked)
    const store = await waitForStore(deps, c, { store: requested })
    const answer = presentStore(store, await readProgress(deps.database, [store]))
    return c.json(answer, 202, locationOf(c, `/api/v1/operations/${requested.operation.id}`))
  })
