// POST /stores/:id/retry: gives a FAILED store another try.
import { createRoute } from '@hono/zod-openapi'
import { idempotencyKey, readProgress, requestRetry } from '../../shared/stores/index.ts'
import { createApp } from '../http/create-app.ts'
import type { Deps } from '../http/deps.ts'
import { needs } from '../http/middleware/needs.ts'
import { refuseBody } from '../http/middleware/refuse-body.ts'
import { presentStore } from '../http/present-store.ts'
import { storeSchema } from '../http/schemas/answer-schemas.ts'
import { repeatable } from '../http/schemas/header-schemas.ts'
import { noQuery, storeId } from '../http/schemas/query-schemas.ts'
import { refusals } from '../http/schemas/refusals.ts'
import { waitForStore } from '../http/streams/wait-for-store.ts'

const route = createRoute({
  method: 'post',
  path: '/stores/{id}/retry',
  operationId: 'retryStore',
  summary: 'Try a FAILED store again',
  middleware: [needs('write'), refuseBody] as const,
  request: { params: storeId, query: noQuery, headers: repeatable },
  responses: {
    202: { description: 'The store is tried again', content: { 'application/json': { schema: storeSchema } } },
    ...refusals('not_found', 'busy', 'not_failed', 'body_too_large', 'idempotency_key_reused'),
  },
})

export const retryStore = (deps: Deps) =>
  createApp().openapi(route, async (c) => {
    const { id } = c.req.valid('param')
    const { caller } = c.var.access
    const { 'idempotency-key': key } = c.req.valid('header')
    const idempotency = key === undefined ? undefined : idempotencyKey(caller.owner, key, ['retry', id])
    const asked = { id, caller, requestId: c.var.requestId, idempotency }
    const store = await waitForStore(deps, c, { store: await requestRetry(deps.database, asked) })
    return c.json(presentStore(store, await readProgress(deps.database, [store])), 202)
  })
