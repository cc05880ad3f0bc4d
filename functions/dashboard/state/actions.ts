// All that a reader can do, as functions that change the state; what the API refuses they throw as a ProblemError.
import { openApi } from '../api/open-api.ts'
import { asProblem } from '../api/problem.ts'
import type { Credentials, Engine, StoreItem } from '../api/shapes.ts'
import { type Filter, hrefOf, noFilter, parseRoute, type Route } from '../lib/route.ts'
import { type Connected, connect } from '../live/connect.ts'
import { openAnnouncer } from './announce.ts'
import { findStore, type GroupKey, matches, noLists, withStore } from './lists.ts'
import { loadDetail, loadLists, loadMore, loadOverview, showStore } from './load.ts'
import type { Page } from './page.ts'
import { meetProblem, readKey, signedOut, writeKey } from './session.ts'
import type { Open, StateHolder } from './state.ts'

export type Actions = ReturnType<typeof openActions>

export function openActions(state: StateHolder, base: string) {
  let key = readKey()
  let api = openApi(base, key)
  let connected: Connected | null = null
  const page: Page = { state, base, api: () => api, announcer: openAnnouncer((said) => state.set({ said })) }
  const disconnect = () => {
    connected?.stop()
    connected = null
  }
  state.subscribe(() => {
    if (state.get().phase === 'signed-out') disconnect()
  })
  /** Asks who is looking; only then is there something to show. */
  const start = async () => {
    disconnect()
    try {
      const overview = await api.overview()
      state.set({ phase: 'open', problem: null, hasKey: key !== null, overview })
      connected = connect(page, key)
      meet(state.get().route)
    } catch (error) {
      if (!meetProblem(page, error)) state.set({ phase: 'broken', problem: asProblem(error), hasKey: key !== null })
    }
  }
  const useKey = (next: string | null) => {
    key = next
    api = openApi(base, key)
  }
  /** What a route needs that is not there yet. */
  const meet = (route: Route) => {
    const { detail } = state.get()
    if (route.view !== 'store') state.set({ detail: null })
    else if (detail?.id !== route.storeId) {
      const store = findStore(state.get().lists, route.storeId)
      const known = store ? { ...store, helm_release: store.id, recoverable: false } : null
      state.set({ detail: { id: route.storeId, store: known, events: [], problem: null } })
      void loadDetail(page)
    }
  }
  const show = (route: Route) => {
    const { filter } = state.get().route
    const refiltered = hrefOf({ ...route, view: 'stores' }) !== hrefOf({ view: 'stores', storeId: '', filter })
    // The very filter object says whether an answer is still wanted.
    state.set({
      route: refiltered ? route : { ...route, filter },
      ...(refiltered ? { lists: noLists(), activeId: null } : {}),
    })
    if (state.get().phase !== 'open') return
    if (refiltered) void Promise.all([loadLists(page), loadOverview(page)])
    meet(state.get().route)
  }
  const go = (part: Partial<Route>, { replace = false } = {}) => {
    const route = { ...state.get().route, ...part }
    history[replace ? 'replaceState' : 'pushState'](null, '', hrefOf(route))
    show(route)
  }
  return {
    start,
    go,
    /** The address has changed by itself: back, forward. */
    readAddress: () => show(parseRoute(location.search)),
    filter: (part: Partial<Filter>, replace = false) =>
      go({ view: 'stores', filter: { ...state.get().route.filter, ...part } }, { replace }),
    clearFilter: () => go({ view: 'stores', filter: noFilter }),
    open: (open: Open) => state.set({ open }),
    close: () => state.set({ open: null }),
    activate: (activeId: string | null) => state.set({ activeId }),
    say: (said: string) => state.set({ said }),
    setShortcuts: (shortcuts: boolean) => state.set({ shortcuts }),
    hurry: () => connected?.hurry(),
    reload: () => connected?.refresh(),
    more: (group: GroupKey) => void loadMore(page, group),
    signIn: async (typed: string) => {
      useKey(typed)
      // Only a key that the server knows is kept.
      await api.overview()
      writeKey(typed)
      state.set({ phase: 'starting', problem: null, hasKey: true })
      await start()
    },
    signOut: () => {
      disconnect()
      writeKey(null)
      useKey(null)
      state.set(signedOut(null))
    },
    create: async (wanted: { name: string; engine: Engine }, once: string): Promise<void> => {
      const made = await guarded(api.create(wanted, once))
      const row: StoreItem = { ...unsettled, ...made, updated_at: made.created_at }
      const { filter } = state.get().route
      // It is to be seen, whatever was looked for before.
      go(
        { view: 'stores', filter: matches(row, filter) ? filter : noFilter },
        { replace: state.get().route.view === 'stores' },
      )
      state.set(({ lists, route }) => ({ lists: withStore(lists, row, route.filter), activeId: row.id }))
    },
    retry: async (id: string, once: string): Promise<void> => {
      const store = await guarded(api.retry(id, once))
      showStore(page, store)
    },
    remove: async (store: StoreItem): Promise<void> => {
      await guarded(api.remove(store.id))
      connected?.refresh()
    },
    credentials: (id: string): Promise<Credentials> => guarded(api.credentials(id)),
  }

  /** A refused key leads back to the sign-in, whoever asked. */
  async function guarded<T>(asked: Promise<T>): Promise<T> {
    try {
      return await asked
    } catch (error) {
      meetProblem(page, error)
      throw error
    }
  }
}

const unsettled = {
  store_url: null,
  progress: { step: 'queued', message: null },
  failure_code: null,
  failure_reason: null,
  health: null,
} as const
