// POST /operations/:op/cancel: ends an operation before it is done; repeating it is harmless.
import { createRoute } from '@hono/zod-openapi'
import { cancelOperation as cancelRow } from '../../shared/operations/index.ts'
import { createApp } from '../http/create-app.ts'
import type { Deps } from '../http/deps.ts'
import { refuseBody } from '../http/middleware/refuse-body.ts'
import { presentOperation } from '../http/present-operation.ts'
import { operationSchema } from '../http/schemas/operation-schemas.ts'
import { noQuery, operationId } from '../http/schemas/query-schemas.ts'
import { refusals } from '../http/schemas/refusals.ts'

const route = createRoute({
  method: 'post',
  path: '/operations/{op}/cancel',
  operationId: 'cancelOperation',
  summary: 'Cancel an operation',
  middleware: [refuseBody] as const,
  request: { params: operationId, query: noQuery },
  responses: {
    200: { description: 'The operation is cancelled', content: { 'application/json': { schema: operationSchema } } },
    ...refusals('not_found', 'not_cancellable', 'body_too_large', 'unsupported_media_type'),
  },
})

export const cancelOperation = ({ database }: Deps) =>
  createApp().openapi(route, async (c) => {
    const { caller } = c.var.access
    const operation = await cancelRow(database, { id: c.req.valid('param').op, caller })
    return c.json(presentOperation(operation, undefined), 200)
  })
