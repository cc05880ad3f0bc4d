// POST /stores: records a new store and answers at once; a poller creates it in the cluster.
import { createRoute, z } from '@hono/zod-openapi'
import { type Engine, engines } from '../../shared/engines/index.ts'
import { CodedError } from '../../shared/errors.ts'
import {
  createStore as createRow,
  findReplay,
  idempotencyKey,
  type Poller,
  readPollers,
} from '../../shared/stores/index.ts'
import { createApp } from '../http/create-app.ts'
import type { Access, Deps } from '../http/deps.ts'
import { requireJson } from '../http/middleware/require-json.ts'
import { presentCreated } from '../http/present-store.ts'
import { locationOf } from '../http/relative-reference.ts'
import { idempotencyHeader } from '../http/schemas/header-schemas.ts'
import { noQuery } from '../http/schemas/query-schemas.ts'
import { refusals } from '../http/schemas/refusals.ts'
import { storeName } from '../http/schemas/store-name.ts'
import { createdSchema } from '../http/schemas/store-schemas.ts'
import { waitForStore } from '../http/streams/wait-for-store.ts'
import { tellReason } from '../http/tell-reason.ts'
import { whyUnavailable } from '../http/unavailable-engine.ts'

const route = (reservedNames: readonly string[]) =>
  createRoute({
    method: 'post',
    path: '/stores',
    operationId: 'createStore',
    summary: 'Create a store',
    middleware: [requireJson] as const,
    request: {
      query: noQuery,
      headers: idempotencyHeader,
      body: { required: true, content: { 'application/json': { schema: newStore(reservedNames) } } },
    },
    responses: {
      202: {
        description: 'Accepted: the store is PROVISIONING; Location names it',
        headers: z.object({ Location: z.string() }),
        content: { 'application/json': { schema: createdSchema } },
      },
      ...refusals(
        'quota_exceeded',
        'name_taken',
        'engine_unavailable',
        'release_unknown',
        'body_too_large',
        'unsupported_media_type',
        'idempotency_key_reused',
      ),
    },
  })

export const createStore = (deps: Deps) =>
  createApp().openapi(route(deps.settings.reservedNames), async (c) => {
    const { database } = deps
    const { name, engine, release } = c.req.valid('json')
    const { caller, maxStores } = c.var.access
    const { 'idempotency-key': key } = c.req.valid('header')
    const asked = ['create', name, engine, ...(release === undefined ? [] : [release])]
    const idempotency = key === undefined ? undefined : idempotencyKey(caller.owner, key, asked)
    const first = idempotency && (await findReplay(database, idempotency))
    if (first === undefined) refuseUnavailable(engine, await readPollers(database), c.var.access)
    const wanted = {
      name,
      engine,
      release: release ?? null,
      caller,
      requestId: c.var.requestId,
      maxStores,
      nameHoldMs: deps.settings.nameHoldMs ?? 0,
      idempotency,
    }
    const made = first ?? (await createRow(database, wanted))
    const store = await waitForStore(deps, c, { store: made })
    return c.json(presentCreated(store), 202, locationOf(c, `/api/v1/stores/${store.id}`))
  })

function newStore(reservedNames: readonly string[]) {
  return z
    .strictObject({
      name: storeName(reservedNames),
      engine: z.enum(engines, {
        error: ({ code }) => (code === 'invalid_value' ? `"engine" must be one of ${engines.join(', ')}.` : undefined),
      }),
      release: z
        .string()
        .min(1, '"release" must be the name of a release; leave it out for the default.')
        .max(63, '"release" is the name of a release, at most 63 characters.')
        .optional()
        .openapi({ description: 'The release to create the store from; without it, the default at its first install' }),
    })
    .openapi('NewStore')
}

function refuseUnavailable(engine: Engine, pollers: Poller[], access: Access): void {
  const why = whyUnavailable(engine, pollers)
  if (why !== null) throw new CodedError('engine_unavailable', tellReason(why, access))
}
