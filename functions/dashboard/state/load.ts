// Reads lists, one store and the overview from the API into the state; an answer that comes too late is left out.
import { asProblem } from '../api/problem.ts'
import type { Store, StoreEvent } from '../api/shapes.ts'
import type { Filter } from '../lib/route.ts'
import {
  askedStatuses,
  findStore,
  type GroupKey,
  groupOfStatus,
  pageSize,
  withDegraded,
  withFirstPage,
  withNextPage,
  withoutStore,
  withStore,
} from './lists.ts'
import type { Page } from './page.ts'
import { meetProblem } from './session.ts'

const maxEventPages = 6
const untoldMost = 10

export async function loadLists(page: Page): Promise<void> {
  const { filter } = page.state.get().route
  try {
    await Promise.all(
      askedStatuses(filter).map(async (status) => {
        const found = await page.api().page({ ...asked(filter), status })
        if (page.state.get().route.filter !== filter) return
        page.state.set(({ lists }) => ({
          lists: withFirstPage(lists, groupOfStatus(status), found, filter),
          listProblem: null,
        }))
      }),
    )
  } catch (error) {
    if (!meetProblem(page, error)) page.state.set({ listProblem: asProblem(error) })
  }
}

export async function loadMore(page: Page, key: GroupKey): Promise<void> {
  const { route, lists } = page.state.get()
  const { cursor, loading } = lists[key]
  const status = askedStatuses(route.filter).find((one) => groupOfStatus(one) === key)
  if (!cursor || loading || status === undefined) return
  const mark = (on: boolean) =>
    page.state.set((now) => ({ lists: { ...now.lists, [key]: { ...now.lists[key], loading: on } } }))
  mark(true)
  try {
    const found = await page.api().page({ ...asked(route.filter), status, cursor })
    if (page.state.get().route.filter !== route.filter) return
    page.state.set((now) => ({ lists: withNextPage(now.lists, key, found, route.filter) }))
  } catch (error) {
    mark(false)
    if (!meetProblem(page, error)) page.state.set({ listProblem: asProblem(error) })
  }
}

/** Reads stores that are in sight; what is not is none of the page's business. */
export async function loadStores(page: Page, ids: string[]): Promise<void> {
  const { lists, detail } = page.state.get()
  const { filter } = page.state.get().route
  const known = ids.filter((id) => id !== detail?.id && (findStore(lists, id) !== undefined || ids.length <= 4))
  await Promise.all([
    ids.some((id) => id === detail?.id) ? loadDetail(page) : undefined,
    ...known.map(async (id) => {
      try {
        const store = await page.api().store(id)
        page.state.set((now) => (now.route.filter === filter ? { lists: withStore(now.lists, store, filter) } : {}))
      } catch (error) {
        if (asProblem(error).code === 'not_found') page.state.set((now) => ({ lists: withoutStore(now.lists, id) }))
        else meetProblem(page, error)
      }
    }),
  ])
}

/** The store whose view is open, and what has happened to it since it was last read. */
export async function loadDetail(page: Page): Promise<void> {
  const before = page.state.get().detail
  if (before === null) return
  const { id } = before
  try {
    const [store, found, events] = await Promise.all([
      page.api().store(id),
      page.api().operations(id),
      readEvents(page, before.id, before.events.at(-1)?.id ?? 0),
    ])
    page.state.set(({ detail, lists, route }) => {
      if (detail?.id !== id) return {}
      const known = new Set(detail.events.map((event) => event.id))
      const all = [...detail.events, ...events.filter((event) => !known.has(event.id))].sort(
        (one, other) => one.id - other.id,
      )
      return {
        detail: {
          id,
          store,
          events: all,
          operations: found.operations,
          moreOperations: found.next_cursor !== null,
          problem: null,
        },
        lists: withStore(lists, store, route.filter),
      }
    })
  } catch (error) {
    if (meetProblem(page, error)) return
    page.state.set(({ detail }) => (detail?.id === id ? { detail: { ...detail, problem: asProblem(error) } } : {}))
  }
}

/** A store as it is now, where it is in sight. */
export function showStore(page: Page, store: Store): void {
  page.state.set(({ detail, lists, route }) => ({
    ...(detail?.id === store.id ? { detail: { ...detail, store } } : {}),
    lists: withStore(lists, store, route.filter),
  }))
}

export async function loadOverview(page: Page): Promise<void> {
  try {
    const overview = await page.api().overview()
    page.state.set(({ lists, route }) => ({ overview, lists: withDegraded(lists, overview, route.filter) }))
    const told = new Set(overview.degraded.map(({ id }) => id))
    const untold = page.state.get().lists.degraded.stores.filter(({ id }) => !told.has(id))
    // They are well again, or there are more than the overview tells.
    await loadStores(
      page,
      untold.slice(0, untoldMost).map(({ id }) => id),
    )
  } catch (error) {
    meetProblem(page, error)
  }
}

async function readEvents(page: Page, id: string, after: number): Promise<StoreEvent[]> {
  const events: StoreEvent[] = []
  let next: number | null = after
  for (let pages = 0; next !== null && pages < maxEventPages; pages++) {
    const found: { events: StoreEvent[]; next_cursor: number | null } = await page.api().events(id, next)
    events.push(...found.events)
    next = found.next_cursor
  }
  return events
}

function asked({ q, engine }: Pick<Filter, 'q' | 'engine'>) {
  return {
    limit: String(pageSize),
    ...(q === '' ? {} : { q: q.toLowerCase() }),
    ...(engine === null ? {} : { engine }),
  }
}
