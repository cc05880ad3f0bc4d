// GET /stores/:id/credentials: the initial login of a READY store, derived each time; an event records the reveal.
import { createRoute, z } from '@hono/zod-openapi'
import { deriveCredentials } from '../../shared/credentials.ts'
import { engineOf, isKnownEngine } from '../../shared/engines/index.ts'
import { CodedError } from '../../shared/errors.ts'
import { getStore, recordReveal, requireReady, type Store } from '../../shared/stores/index.ts'
import { createApp } from '../http/create-app.ts'
import type { Deps, Settings } from '../http/deps.ts'
import { text } from '../http/schemas/fields.ts'
import { noQuery, storeId } from '../http/schemas/query-schemas.ts'
import { refusals } from '../http/schemas/refusals.ts'

const credentialsSchema = z
  .object({
    id: text('The id of the store'),
    admin_url: text('Where to sign in'),
    user: text('With which name: a login or an e-mail address, as the engine wants it'),
    password: text('The first password; it stops working once it is changed in the shop'),
    message: text('The same, for people'),
  })
  .openapi('Credentials')

const route = createRoute({
  method: 'get',
  path: '/stores/{id}/credentials',
  operationId: 'getCredentials',
  summary: "Get a store's initial credentials",
  request: { params: storeId, query: noQuery },
  responses: {
    200: { description: 'The initial credentials', content: { 'application/json': { schema: credentialsSchema } } },
    ...refusals('not_found', 'not_ready', 'credentials_not_served'),
  },
})

export const getCredentials = ({ database, settings }: Deps) =>
  createApp().openapi(route, async (c) => {
    const { id } = c.req.valid('param')
    const { caller } = c.var.access
    requireKeys(settings)
    const store = await getStore(database, id, caller)
    const key = keyOf(store, settings)
    requireEngine(store)
    // The answer to HEAD shows nothing.
    if (c.req.method !== 'HEAD') await recordReveal(database, { store, caller, requestId: c.var.requestId })
    const { adminPassword } = deriveCredentials(key, store.id)
    const message = 'These are the initial credentials. They stop working once the password is changed.'
    return c.json({ id: store.id, ...loginOf(store), password: adminPassword, message }, 200)
  })

function requireKeys({ secretKeys }: Settings): void {
  if (secretKeys === undefined)
    throw new CodedError('credentials_not_served', 'This server has no STORE_SECRET_KEY and so gives out no passwords.')
}

/** The key of the store's first install; before that install there is nothing to log in to. */
function keyOf(store: Store, { secretKeys }: Settings) {
  requireReady(store)
  const { id, keyId } = store
  const key = secretKeys?.find((known) => known.id === keyId)
  if (key !== undefined) return key
  throw new CodedError(
    'credentials_not_served',
    `The STORE_SECRET_KEY of this server lacks the key with which "${id}" was installed; add it behind the newest.`,
  )
}

/** A newer version, which works on the same database, may have made stores of engines that this one does not have. */
function requireEngine({ id, engine }: Store): void {
  if (isKnownEngine(engine)) return
  throw new CodedError(
    'credentials_not_served',
    `This server does not know the engine "${engine}" of "${id}"; upgrade the server.`,
  )
}

/** From what the row fixed before the install: a changed configuration alters no store. */
function loginOf({ engine, url, host, adminEmail }: Store): { admin_url: string; user: string } {
  const { adminUrl, user } = engineOf(engine).login({ url: url ?? '', host: host ?? '', adminEmail: adminEmail ?? '' })
  return { admin_url: adminUrl, user }
}
