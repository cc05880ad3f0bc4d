// Prefer: wait=N: holds an answer back until the store has come to what the request is for, at most N seconds.
import type { Context } from 'hono'
import { CodedError } from '../../../shared/errors.ts'
import type { ListedStore, Store } from '../../../shared/stores/index.ts'
import type { ApiEnv, Deps } from '../deps.ts'
import { requireAccess } from '../middleware/authenticate.ts'
import { onClientEnd } from './on-client-end.ts'

const maxSeconds = 60

type Until<S> = (store: S | Store) => boolean

/**
 * The store as it is when `until` holds, the time is up, the server is told to stop or the client has gone; at once where too
 * many wait already, without `Preference-Applied`. Throws `unauthorized` when the key has ended meanwhile.
 */
export async function waitForStore<S extends ListedStore>(
  deps: Deps,
  c: Context<ApiEnv>,
  { store, until = isSettled }: { store: S; until?: Until<S> },
): Promise<S | Store> {
  const seconds = preferredSeconds(c.req.header('Prefer'))
  if (seconds === undefined) return store
  const isOver = until(store)
  const leavePlace = isOver ? () => {} : deps.waitPlaces.take(c.var.access.caller.owner)
  if (leavePlace === null) return store
  c.header('Preference-Applied', `wait=${seconds}`)
  if (isOver) return store
  const seen = await wait(deps, c, { store, until, seconds }).finally(leavePlace)
  await requireStillAllowed(deps, c)
  return seen
}

async function wait<S extends ListedStore>(
  deps: Deps,
  c: Context<ApiEnv>,
  { store, until, seconds }: { store: S; until: Until<S>; seconds: number },
): Promise<S | Store> {
  const ended = new AbortController()
  const signals = [ended.signal, c.req.raw.signal, ...(deps.stopping ? [deps.stopping] : [])]
  let latest: S | Store = store
  const see = (seen: Store) => {
    latest = seen
    if (until(seen)) ended.abort()
  }
  const leave = deps.storeFeed.join({ id: store.id, see })
  const ignoreClient = onClientEnd(c, () => ended.abort())
  await deps.clock.sleep(seconds * 1_000, AbortSignal.any(signals))
  ignoreClient()
  leave()
  return latest
}

/** A database that is away says nothing about a key: what was done before the wait is still answered. */
async function requireStillAllowed(deps: Deps, c: Context<ApiEnv>): Promise<void> {
  try {
    await requireAccess(deps, c)
  } catch (error) {
    if (error instanceof CodedError) throw error
  }
}

/** Nothing is being done to it. */
function isSettled({ operation }: ListedStore): boolean {
  return operation === null
}

/** RFC 7240: what is not understood is passed over, and more than this server grants becomes what it grants. */
function preferredSeconds(prefer = ''): number | undefined {
  const preferences = prefer
    .split(',')
    .map((preference) => /^\s*wait\s*=\s*"?(\d{1,9})"?\s*(;.*)?$/i.exec(preference)?.[1])
  const seconds = preferences.find((preference) => preference !== undefined)
  return seconds === undefined ? undefined : Math.min(Number(seconds), maxSeconds)
}
