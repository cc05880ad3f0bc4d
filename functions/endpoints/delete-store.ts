// DELETE /stores/:id: deletes a store, whatever its status; repeating it is harmless.
import { createRoute, z } from '@hono/zod-openapi'
import { requestDeletion } from '../../shared/stores/index.ts'
import { createApp } from '../http/create-app.ts'
import type { Deps } from '../http/deps.ts'
import { waitHeader } from '../http/schemas/header-schemas.ts'
import { noQuery, storeId } from '../http/schemas/query-schemas.ts'
import { refusals } from '../http/schemas/refusals.ts'
import { waitForStore } from '../http/streams/wait-for-store.ts'

const started = z.object({ id: z.string(), status: z.literal('DELETING'), message: z.string() })
const gone = z.object({ id: z.string(), status: z.literal('DELETED'), message: z.string() })

const route = createRoute({
  method: 'delete',
  path: '/stores/{id}',
  operationId: 'deleteStore',
  summary: 'Delete a store',
  request: { params: storeId, query: noQuery, headers: waitHeader },
  responses: {
    202: { description: 'The deletion has started', content: { 'application/json': { schema: started } } },
    200: { description: 'The store is deleted', content: { 'application/json': { schema: gone } } },
    ...refusals('not_found', 'body_too_large', 'unsupported_media_type'),
  },
})

export const deleteStore = (deps: Deps) =>
  createApp().openapi(route, async (c) => {
    const asked = { id: c.req.valid('param').id, caller: c.var.access.caller, requestId: c.var.requestId }
    const { id, status } = await waitForStore(deps, c, { store: await requestDeletion(deps.database, asked) })
    return status === 'DELETED'
      ? c.json({ id, status, message: 'Store deleted successfully' }, 200)
      : c.json({ id, status: 'DELETING' as const, message: 'Store deletion started' }, 202)
  })
