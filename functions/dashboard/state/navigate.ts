// Moves the page to another view or to other stores; the address goes along, and leads back.
import type { Overview } from '../api/shapes.ts'
import { offersOf } from '../lib/engines.ts'
import { type Filter, hrefOf, noFilter, parseRoute, type Route, withKnownEngine } from '../lib/route.ts'
import { findStore, noLists } from './lists.ts'
import { loadDetail, loadLists, loadOverview } from './load.ts'
import type { Page } from './page.ts'

export type Navigation = ReturnType<typeof openNavigation>

export function openNavigation(page: Page) {
  const { state } = page
  const go = (part: Partial<Route>, { replace = false } = {}) => {
    const route = { ...state.get().route, ...part }
    history[replace ? 'replaceState' : 'pushState'](null, '', hrefOf(route))
    show(page, route)
  }
  return {
    go,
    /** The address has changed by itself: back, forward. */
    readAddress: () => show(page, knownRoute(parseRoute(location.search), state.get().overview)),
    filter: (part: Partial<Filter>, replace = false) =>
      go({ view: 'stores', filter: { ...state.get().route.filter, ...part } }, { replace }),
    clearFilter: () => go({ view: 'stores', filter: noFilter }),
    /** Reads what the present route needs. */
    meet: () => meetRoute(page),
  }
}

/** Until the server has listed its engines, every one may be there. */
export function knownRoute(route: Route, overview: Overview | null): Route {
  if (overview === null) return route
  return withKnownEngine(
    route,
    offersOf(overview).map(({ engine }) => engine),
  )
}

/** The list that one comes from stays as it was filtered, for its address says so and that of a store does not. */
function show(page: Page, route: Route): void {
  const { filter, ...before } = page.state.get().route
  const listOf = (one: Filter) => hrefOf({ ...before, view: 'stores', filter: one })
  const refiltered = route.view === 'stores' && listOf(route.filter) !== listOf(filter)
  // The very filter object says whether an answer is still wanted.
  page.state.set({
    route: refiltered ? route : { ...route, filter },
    ...(refiltered ? { lists: noLists(), activeId: null } : {}),
  })
  if (page.state.get().phase !== 'open') return
  if (refiltered) void Promise.all([loadLists(page), loadOverview(page)])
  meetRoute(page)
}

function meetRoute(page: Page): void {
  const { route, detail, lists } = page.state.get()
  if (route.view !== 'store') page.state.set({ detail: null })
  if (route.view !== 'store' || detail?.id === route.storeId) return
  const store = findStore(lists, route.storeId) ?? null
  page.state.set({
    detail: { id: route.storeId, store, events: [], operations: [], moreOperations: false, problem: null },
    activeId: route.storeId,
  })
  void loadDetail(page)
}
