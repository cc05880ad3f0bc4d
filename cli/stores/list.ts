// storeplane list: all stores, page after page.
import type { Engine, Status } from '../../shared/stores/index.ts'
import type { Command, Context } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { table } from '../table.ts'
import type { StoreItem, StorePage } from './answers.ts'
import { answerOf, openApi } from './call-api.ts'

const options = {
  status: { type: 'string' },
  engine: { type: 'string' },
  q: { type: 'string' },
  json: { type: 'boolean' },
} as const

export const list: Command = {
  usage: '[--status S] [--engine E] [--q BEGINNING-OF-NAME] [--json]',
  summary: 'Lists stores, newest first; DELETED ones with --status DELETED.',
  run: async (args, context) => {
    const { values } = readArguments(args, { options, names: [] })
    const { json, ...filter } = values
    const stores = await readAll(context, filter as Filter)
    if (json) context.print(JSON.stringify({ stores }, null, 2))
    else if (stores.length === 0) context.note('No stores.')
    else context.print(table(['ID', 'ENGINE', 'STATUS', 'URL', 'DETAIL'], stores.map(row)))
    return 0
  },
}

/** The API knows its statuses and engines, and says so where a filter names none of them. */
type Filter = { status?: Status; engine?: Engine; q?: string }

async function readAll(context: Context, filter: Filter): Promise<StoreItem[]> {
  const api = openApi(context)
  const stores: StoreItem[] = []
  let cursor: string | null = null
  do {
    const query = { ...filter, limit: '500', ...(cursor === null ? {} : { cursor }) }
    const page: StorePage = await answerOf(api.stores.$get({ query, header: {} }))
    stores.push(...page.stores)
    cursor = page.next_cursor
  } while (cursor !== null)
  return stores
}

function row(store: StoreItem): (string | null)[] {
  const detail = store.failure_reason ?? store.progress?.message ?? store.health?.reason ?? null
  return [
    store.id,
    store.engine,
    store.health?.status === 'degraded' ? 'READY (degraded)' : store.status,
    store.store_url,
    detail,
  ]
}
