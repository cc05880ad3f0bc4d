// POST /stores/:id/retry: gives a FAILED store another try.
import { createRoute } from '@hono/zod-openapi'
import { requestRetry } from '../shared/stores/index.ts'
import { problem, storeSchema } from './http/answer-schemas.ts'
import { createApp } from './http/create-app.ts'
import type { Deps } from './http/deps.ts'
import { needs } from './http/needs.ts'
import { presentStore } from './http/present-store.ts'
import { noQuery, storeId } from './http/query-schemas.ts'
import { refuseBody } from './http/refuse-body.ts'

const route = createRoute({
  method: 'post',
  path: '/stores/{id}/retry',
  summary: 'Try a FAILED store again',
  middleware: [needs('write'), refuseBody] as const,
  request: { params: storeId, query: noQuery },
  responses: {
    202: { description: 'The store is tried again', content: { 'application/json': { schema: storeSchema } } },
    default: problem,
  },
})

export const retryStore = ({ database }: Deps) =>
  createApp().openapi(route, async (c) => {
    const asked = { id: c.req.valid('param').id, caller: c.var.access.caller, requestId: c.var.requestId }
    return c.json(presentStore(await requestRetry(database, asked)), 202)
  })
