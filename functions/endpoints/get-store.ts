// GET /stores/:id: one store as its owner sees it.
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { getListedStore, type ListedStore, readProgress } from '../../shared/stores/index.ts'
import { createApp } from '../http/create-app.ts'
import type { Deps } from '../http/deps.ts'
import { isKnown, isNamed } from '../http/entity-tag.ts'
import { presentStore } from '../http/present-store.ts'
import { unchanged } from '../http/schemas/fields.ts'
import { conditionalWaitHeaders } from '../http/schemas/header-schemas.ts'
import { noQuery, storeId } from '../http/schemas/query-schemas.ts'
import { refusals } from '../http/schemas/refusals.ts'
import { storeSchema } from '../http/schemas/store-schemas.ts'
import { waitForStore } from '../http/streams/wait-for-store.ts'

const route = createRoute({
  method: 'get',
  path: '/stores/{id}',
  operationId: 'getStore',
  summary: 'Get a store',
  request: { params: storeId, query: noQuery, headers: conditionalWaitHeaders },
  responses: {
    200: { description: 'The store', content: { 'application/json': { schema: storeSchema } } },
    304: unchanged,
    ...refusals('not_found'),
  },
})

export const getStore = (deps: Deps) =>
  createApp().openapi(route, async (c) => {
    const { database } = deps
    const store = await getListedStore(database, c.req.valid('param').id, c.var.access.caller)
    const until = await awaited(deps, c, store)
    const seen = await waitForStore(deps, c, { store, ...(until ? { until } : {}) })
    const answer = presentStore(seen, await readProgress(database, [seen]))
    return isKnown(c, answer) ? c.body(null, 304) : c.json(answer, 200)
  })

/** With the tag of the present answer, a client waits for a change of the store; with another one, for nothing. */
async function awaited({ database }: Deps, c: Context, store: ListedStore) {
  if (c.req.header('If-None-Match') === undefined) return undefined
  const isPresent = isNamed(c, presentStore(store, await readProgress(database, [store])))
  const before = rowOf(store)
  return (seen: ListedStore) => !isPresent || rowOf(seen) !== before
}

/** Its place in a queue is no change of the store. */
function rowOf(store: ListedStore): string {
  return JSON.stringify(presentStore(store, new Map()))
}
