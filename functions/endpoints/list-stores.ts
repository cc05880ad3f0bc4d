// GET /stores: a page of the caller's stores, newest first.
import { createRoute, z } from '@hono/zod-openapi'
import { engines } from '../../shared/engines/index.ts'
import { CodedError } from '../../shared/errors.ts'
import { maxNameLength } from '../../shared/ids.ts'
import { type Caller, listStores as listRows, readProgress, statuses } from '../../shared/stores/index.ts'
import { createApp } from '../http/create-app.ts'
import type { Deps } from '../http/deps.ts'
import { isKnown } from '../http/entity-tag.ts'
import { linkNext } from '../http/link-next.ts'
import { presentItem } from '../http/present-store.ts'
import { encodeCursor } from '../http/schemas/cursor.ts'
import { nextCursor, unchanged } from '../http/schemas/fields.ts'
import { ifNoneMatchHeader } from '../http/schemas/header-schemas.ts'
import { pageCursor, pageLimit } from '../http/schemas/query-schemas.ts'
import { refusals } from '../http/schemas/refusals.ts'
import { storeItemSchema } from '../http/schemas/store-schemas.ts'

const query = z.strictObject({
  status: z
    .enum(statuses, { error: `"status" must be one of ${statuses.join(', ')}; give it once.` })
    .optional()
    .openapi({ description: 'Only stores with this status; without it, all but DELETED ones' }),
  engine: z
    .enum(engines, { error: `"engine" must be one of ${engines.join(', ')}; give it once.` })
    .optional()
    .openapi({ description: 'Only stores of this engine' }),
  q: z
    .string()
    .max(maxNameLength, `"q" is the beginning of a name, at most ${maxNameLength} characters.`)
    .toLowerCase()
    .optional()
    .openapi({ description: 'The beginning of the name' }),
  owner: z
    .string()
    .min(1, '"owner" must be the name of an owner; leave it out for all that the key may see.')
    .max(63, '"owner" is the name of an owner, at most 63 characters.')
    .optional()
    .openapi({ description: 'The stores of this owner; needs the scope admin' }),
  limit: pageLimit,
  cursor: pageCursor.optional(),
})

const route = createRoute({
  method: 'get',
  path: '/stores',
  operationId: 'listStores',
  summary: 'List stores, newest first; DELETED stores only with status=DELETED',
  request: { query, headers: ifNoneMatchHeader },
  responses: {
    200: {
      description: 'A page of stores; Link names the next one',
      headers: z.object({ ETag: z.string(), Link: z.string().optional() }),
      content: {
        'application/json': {
          schema: z.object({ stores: z.array(storeItemSchema), next_cursor: nextCursor }).openapi('StorePage'),
        },
      },
    },
    304: unchanged,
    ...refusals(),
  },
})

export const listStores = ({ database }: Deps) =>
  createApp().openapi(route, async (c) => {
    const { status, engine, q, owner, limit, cursor } = c.req.valid('query')
    const caller = narrowed(c.var.access.caller, owner)
    const filter = { status, engine, namePrefix: q }
    const { stores, next } = await listRows(database, { caller, filter, limit, after: cursor ?? null })
    const progress = await readProgress(database, stores)
    const page = {
      stores: stores.map((store) => presentItem(store, progress)),
      next_cursor: next === null ? null : encodeCursor(next),
    }
    linkNext(c, page)
    return isKnown(c, page) ? c.body(null, 304) : c.json(page, 200)
  })

/** Throws `missing_scope`: without it nobody learns whether another owner exists. */
function narrowed(caller: Caller, owner: string | undefined): Caller {
  if (owner === undefined) return caller
  if (!caller.allOwners && owner !== caller.owner)
    throw new CodedError('missing_scope', 'Only a key with the scope "admin" sees the stores of other owners.', {
      details: { scope: 'admin' },
    })
  return { ...caller, owner, allOwners: false }
}
