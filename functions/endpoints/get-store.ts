// GET /stores/:id: one store as its owner sees it.
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { getStore as getRow, type Store } from '../../shared/stores/index.ts'
import { createApp } from '../http/create-app.ts'
import type { Deps } from '../http/deps.ts'
import { isKnown, isNamed } from '../http/entity-tag.ts'
import { needs } from '../http/middleware/needs.ts'
import { presentStore } from '../http/present-store.ts'
import { storeSchema, unchanged } from '../http/schemas/answer-schemas.ts'
import { patientAndConditional } from '../http/schemas/header-schemas.ts'
import { noQuery, storeId } from '../http/schemas/query-schemas.ts'
import { refusals } from '../http/schemas/refusals.ts'
import { waitForStore } from '../http/streams/wait-for-store.ts'

const route = createRoute({
  method: 'get',
  path: '/stores/{id}',
  operationId: 'getStore',
  summary: 'Look at one store',
  middleware: [needs('read')] as const,
  request: { params: storeId, query: noQuery, headers: patientAndConditional },
  responses: {
    200: { description: 'The store', content: { 'application/json': { schema: storeSchema } } },
    304: unchanged,
    ...refusals('not_found'),
  },
})

export const getStore = (deps: Deps) =>
  createApp().openapi(route, async (c) => {
    const store = await getRow(deps.database, c.req.valid('param').id, c.var.access.caller)
    const until = awaited(c)
    const answer = presentStore(await waitForStore(deps, c, { store, ...(until ? { until } : {}) }))
    return isKnown(c, answer) ? c.body(null, 304) : c.json(answer, 200)
  })

/** Who names the answer that it has waits for another one; who names none, for the store to settle. */
function awaited(c: Context) {
  if (c.req.header('If-None-Match') === undefined) return undefined
  return (store: Store) => !isNamed(c, presentStore(store))
}
