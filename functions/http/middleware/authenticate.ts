// Who asks? While no key was ever made: whoever sits at this machine. From the first key on: only who has one.
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { scopes } from '../../../shared/api-keys.ts'
import { DatabaseError } from '../../../shared/database/database.ts'
import { CodedError, describeError } from '../../../shared/errors.ts'
import { localCaller } from '../../../shared/stores/index.ts'
import type { Access, ApiEnv, Deps } from '../deps.ts'
import { type FoundKey, findKey, type KeyLookup, noteUse } from './find-key.ts'
import { refuseForeign } from './refuse-foreign.ts'

/** Whether a path is served without a key, and how; null where it needs one. */
export type OpenPath = (path: string) => 'keyless' | 'open' | null

/**
 * Asks the database at every request, so that the first key and a revocation hold from that moment on. What is open does not
 * depend on the database at all: whether the process lives, and what stands in its files.
 */
export function authenticate(deps: Deps, openPath: OpenPath) {
  // As the database said last; until then as on a machine without a key.
  const before = { keyless: true }
  return createMiddleware<ApiEnv>(async (c, next) => {
    const open = openPath(c.req.path)
    if (open === 'open') return next()
    if (open === null) c.set('access', await requireAccess(deps, c))
    else await refuseForeignHealth(deps, c, before)
    return next()
  })
}

/** Throws `unauthorized` or `forbidden_host`; asked again, it says whether the request would still be served. */
export async function requireAccess(deps: Deps, c: Context<ApiEnv>): Promise<Access> {
  const lookup = await findKey(deps.database, bearerOf(c))
  return lookup.anyKey ? keyAccess(deps, c, lookup) : localAccess(deps, c)
}

/** Where health is asked, a database that does not answer is the answer's business, and a key that is not right counts as none. */
async function refuseForeignHealth(deps: Deps, c: Context<ApiEnv>, before: { keyless: boolean }): Promise<void> {
  try {
    const { anyKey, key } = await findKey(deps.database, bearerOf(c))
    before.keyless = !anyKey
    if (!anyKey) c.set('asker', localAccess(deps, c))
    else if (key !== null) c.set('asker', accessOf(key))
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    const asker = before.keyless ? localAccessOrNull(deps, c) : null
    if (asker !== null) c.set('asker', asker)
    if (error.kind === 'unavailable') c.set('databaseProblem', error)
  }
}

function localAccessOrNull(deps: Deps, c: Context<ApiEnv>): Access | null {
  try {
    return localAccess(deps, c)
  } catch {
    return null
  }
}

function bearerOf(c: Context<ApiEnv>): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(c.req.header('Authorization') ?? '')?.[1]
}

function localAccess({ settings }: Deps, c: Context<ApiEnv>): Access {
  if (!settings.keylessAllowed)
    throw new CodedError('unauthorized', 'This server can be reached from elsewhere and has no key yet.')
  refuseForeign(c)
  return { caller: localCaller, scopes, maxStores: null, keyId: null }
}

async function keyAccess(deps: Deps, c: Context<ApiEnv>, { key }: KeyLookup): Promise<Access> {
  if (key === null)
    throw new CodedError(
      'unauthorized',
      bearerOf(c) === undefined
        ? 'Send a key: Authorization: Bearer sp_…'
        : 'This key is not known, is revoked or has expired.',
    )
  if (key.useIsOld) await noteQuietly(deps, key)
  return accessOf(key)
}

function accessOf({ id, owner, scopes, maxStores }: FoundKey): Access {
  return { caller: { owner, allOwners: scopes.includes('admin'), keyId: id }, scopes, maxStores, keyId: id }
}

/** A database that can be read but not written still serves what only reads. */
async function noteQuietly({ database, log }: Deps, { id }: FoundKey): Promise<void> {
  try {
    await noteUse(database, id)
  } catch (error) {
    log.warn({ key_id: id, error: describeError(error) }, 'key.use_not_recorded')
  }
}
