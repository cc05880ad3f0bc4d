// GET /stores: a page of the caller's stores, newest first.
import { createRoute, z } from '@hono/zod-openapi'
import { engines, listStores as listRows, statuses } from '../shared/stores/index.ts'
import { problem, storeItemSchema, unchanged } from './http/answer-schemas.ts'
import { createApp } from './http/create-app.ts'
import { encodeCursor } from './http/cursor.ts'
import type { Deps } from './http/deps.ts'
import { isKnown } from './http/entity-tag.ts'
import { conditional } from './http/header-schemas.ts'
import { needs } from './http/needs.ts'
import { presentItem } from './http/present-store.ts'
import { pageCursor, pageLimit } from './http/query-schemas.ts'

const query = z.strictObject({
  status: z.enum(statuses, { error: `"status" must be one of ${statuses.join(', ')}, once.` }).optional(),
  engine: z.enum(engines, { error: `"engine" must be one of ${engines.join(', ')}, once.` }).optional(),
  q: z
    .string()
    .max(40, '"q" is the beginning of a name, at most 40 characters.')
    .toLowerCase()
    .optional()
    .openapi({ description: 'The beginning of the name' }),
  limit: pageLimit,
  cursor: pageCursor.optional(),
})

const route = createRoute({
  method: 'get',
  path: '/stores',
  summary: 'List stores, newest first; DELETED ones only when asked for',
  middleware: [needs('read')] as const,
  request: { query, headers: conditional },
  responses: {
    200: {
      description: 'A page of stores',
      content: {
        'application/json': {
          schema: z
            .object({ stores: z.array(storeItemSchema), next_cursor: z.string().nullable() })
            .openapi('StorePage'),
        },
      },
    },
    304: unchanged,
    default: problem,
  },
})

export const listStores = ({ database }: Deps) =>
  createApp().openapi(route, async (c) => {
    const { status, engine, q, limit, cursor } = c.req.valid('query')
    const { caller } = c.var.access
    const filter = { status, engine, namePrefix: q }
    const { stores, next } = await listRows(database, { caller, filter, limit, after: cursor ?? null })
    const page = { stores: stores.map(presentItem), next_cursor: next === null ? null : encodeCursor(next) }
    return isKnown(c, page) ? c.body(null, 304) : c.json(page, 200)
  })
