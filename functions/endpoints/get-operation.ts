// GET /operations/:op: one operation, and with Prefer: wait how it ended.
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { getOperation as getRow, type Operation } from '../../shared/operations/index.ts'
import { getStore, readProgress, type Store } from '../../shared/stores/index.ts'
import { createApp } from '../http/create-app.ts'
import type { Deps } from '../http/deps.ts'
import { isKnown, isNamed } from '../http/entity-tag.ts'
import { presentOperation } from '../http/present-operation.ts'
import { unchanged } from '../http/schemas/fields.ts'
import { conditionalWaitHeaders } from '../http/schemas/header-schemas.ts'
import { operationSchema } from '../http/schemas/operation-schemas.ts'
import { noQuery, operationId } from '../http/schemas/query-schemas.ts'
import { refusals } from '../http/schemas/refusals.ts'
import { waitForStore } from '../http/streams/wait-for-store.ts'

const route = createRoute({
  method: 'get',
  path: '/operations/{op}',
  operationId: 'getOperation',
  summary: 'Get an operation',
  request: { params: operationId, query: noQuery, headers: conditionalWaitHeaders },
  responses: {
    200: { description: 'The operation', content: { 'application/json': { schema: operationSchema } } },
    304: unchanged,
    ...refusals('not_found'),
  },
})

export const getOperation = (deps: Deps) =>
  createApp().openapi(route, async (c) => {
    const { database } = deps
    const { caller } = c.var.access
    const operation = await getRow(database, c.req.valid('param').op, caller)
    const store = await getStore(database, operation.storeId, caller)
    const until = await awaited(deps, c, { operation, store })
    const seen = await waitForStore(deps, c, { store, until })
    const latest = openOf(seen, operation) ?? (await getRow(database, operation.id, caller))
    const answer = await present(deps, latest, seen)
    return isKnown(c, answer) ? c.body(null, 304) : c.json(answer, 200)
  })

/** Its end; for a client with a tag, any change, and nothing where its tag is not that of the present answer. */
async function awaited(deps: Deps, c: Context, { operation, store }: { operation: Operation; store: Store }) {
  if (c.req.header('If-None-Match') === undefined) return (seen: Store) => openOf(seen, operation) === null
  const isPresent = isNamed(c, await present(deps, operation, store))
  const before = rowOf(operation)
  return (seen: Store) => {
    const open = openOf(seen, operation)
    return !isPresent || open === null || rowOf(open) !== before
  }
}

async function present({ database }: Deps, operation: Operation, store: Store) {
  const progress = operation.finishedAt === null ? await readProgress(database, [store]) : undefined
  return presentOperation(operation, progress?.get(store.id))
}

/** Null once it has ended. */
function openOf({ operation: open }: Store, { id }: Operation): Operation | null {
  return open?.id === id ? open : null
}

/** Its place in a queue is no change of it. */
function rowOf(operation: Operation): string {
  return JSON.stringify(presentOperation(operation, undefined))
}
