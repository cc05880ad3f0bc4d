// A store by what a person types: its id, or else the name of a living store.
import { ExitError } from '../../shared/errors.ts'
import type { Context } from '../context.ts'
import type { StoreAnswer } from './answers.ts'
import { type Asked, answerOf, type BodyOf, openApi, type StorePath, storeOf } from './call-api.ts'
import { listStores } from './list-stores.ts'
import { defaultLimit } from './read-pages.ts'

/** One call's answer about the store that is meant; `call` may be made twice. */
export async function askAboutStore<R extends Asked>(
  context: Context,
  text: string,
  call: (path: StorePath) => Promise<R>,
): Promise<BodyOf<R>> {
  const { response } = await resolveStore(context, text, call)
  return answerOf(Promise.resolve(response))
}

/** The id comes first, so that what is an id is never taken for a name. */
export async function resolveStore<R extends Asked>(
  context: Context,
  text: string,
  call: (path: StorePath) => Promise<R>,
): Promise<{ id: string; response: R }> {
  const response = await call(storeOf(text))
  if (response.status !== 404) return { id: text, response }
  const id = await findByName(context, text)
  return id === undefined ? { id: text, response } : { id, response: await call(storeOf(id)) }
}

export function readStore(context: Context, text: string): Promise<StoreAnswer> {
  return askAboutStore(context, text, (path) => openApi(context).stores[':id'].$get(path))
}

/** Names are unique among stores that live; two with one name are two owners' hosts, and then neither is meant. */
async function findByName(context: Context, name: string): Promise<string | undefined> {
  if (!/^[a-z0-9-]{1,63}$/.test(name)) return undefined
  const found = (await listStores(context, { filter: { q: name }, limit: defaultLimit })).filter(
    (store) => store.name === name,
  )
  if (found.length > 1)
    throw new ExitError(
      1,
      `${found.length} stores have the name "${name}": ${found.map(({ id }) => id).join(', ')}; use an id`,
    )
  return found[0]?.id
}
