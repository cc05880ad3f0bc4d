// The stores that a filter lets through, newest first, up to a limit.
import type { Engine, Status } from '../../shared/stores/index.ts'
import type { Context } from '../context.ts'
import type { StoreItem, StorePage } from './answers.ts'
import { answerOf, openApi } from './call-api.ts'
import { readPages } from './read-pages.ts'

/** The API knows its statuses and engines, and says so where a filter names none of them. */
export type StoreFilter = { status?: Status; engine?: Engine; q?: string }

export function listStores(
  context: Context,
  { filter, limit: most }: { filter: StoreFilter; limit: number },
): Promise<StoreItem[]> {
  const api = openApi(context)
  return readPages<StoreItem, string>(context, {
    limit: most,
    what: 'stores',
    read: async ({ cursor, limit }) => {
      const query = { ...filter, limit, ...(cursor === null ? {} : { cursor }) }
      const page: StorePage = await answerOf(api.stores.$get({ query, header: {} }))
      return { items: page.stores, next: page.next_cursor }
    },
  })
}
