// The stream of events and what it does to the page: rows move at once, the rest is read anew, the loss is told.
import { ProblemError } from '../api/problem.ts'
import type { Store, StoreEvent } from '../api/shapes.ts'
import { nowMs } from '../lib/clock.ts'
import { withEvents } from '../state/apply-events.ts'
import { isDeep, isWaiting } from '../state/lists.ts'
import { loadDetail, loadLists, loadOverview, loadStores, showStore } from '../state/load.ts'
import type { Page } from '../state/page.ts'
import { meetProblem } from '../state/session.ts'
import { texts } from '../texts.ts'
import { type Follower, follow } from './follow.ts'
import { openRefresh } from './refresh.ts'
import { watchStore } from './watch-store.ts'

const batchMs = 100
const deepMost = 10

export type Connected = Follower & { refresh(): void }

export function connect(page: Page, key: string | null): Connected {
  const { state, announcer } = page
  const refresh = openRefresh(
    {
      stores: (ids) => loadStores(page, ids),
      lists: (changed) => loadAll(page, changed),
      overview: () => loadOverview(page),
      isWaiting: () => isWaiting(state.get().lists),
    },
    nowMs,
  )
  const take = openBatch((events) => {
    state.set(({ lists, route }) => ({ lists: withEvents(lists, events, route.filter) }))
    for (const event of events) {
      refresh.note(event)
      announcer.note(event)
    }
  })
  const follower = follow({
    url: `${page.base}/events`,
    key,
    onEvent: take,
    onBeat: refresh.beat,
    onLive: () => {
      const { connection } = state.get()
      if (connection.state === 'lost') announcer.say(texts.connection.back)
      state.set({ connection: { state: 'live' } })
      refresh.all()
    },
    onLost: (problem, retryAtMs) => {
      if (meetProblem(page, new ProblemError(problem))) return false
      if (state.get().connection.state === 'live') announcer.say(texts.connection.lost)
      state.set({ connection: { state: 'lost', retryAtMs } })
      return true
    },
  })
  const forget = state.subscribe(openWatch(page, key))
  const online = () => follower.reconnectNow()
  addEventListener('online', online)
  return {
    ...follower,
    refresh: () => refresh.all(),
    stop: () => {
      removeEventListener('online', online)
      forget()
      follower.stop()
    },
  }
}

/** However much has changed, only so many stores are read one by one. */
async function loadAll(page: Page, changed: string[]): Promise<void> {
  await Promise.all([loadLists(page), loadDetail(page)])
  const { lists } = page.state.get()
  await loadStores(page, changed.filter((id) => isDeep(lists, id)).slice(0, deepMost))
}

/** Called at every change: begins to watch the store whose view is open, while it is under way. */
function openWatch(page: Page, key: string | null): () => void {
  let watched: string | null = null
  const open = () => {
    const { phase, connection, detail } = page.state.get()
    return phase === 'open' && connection.state === 'live' && detail?.store?.progress ? detail.id : null
  }
  return () => {
    const id = open()
    if (id === null || id === watched) return
    watched = id
    const wanted = () => open() === id
    const see = (store: Store) => showStore(page, store)
    void watchStore({ url: `${page.base}/stores/${encodeURIComponent(id)}`, key, wanted, see }).then(() => {
      if (watched === id) watched = null
    })
  }
}

/** However many come, the page is drawn for all of a moment together. */
function openBatch(work: (events: StoreEvent[]) => void): (event: StoreEvent) => void {
  let waiting: StoreEvent[] = []
  return (event) => {
    waiting.push(event)
    if (waiting.length > 1) return
    setTimeout(() => {
      const events = waiting
      waiting = []
      work(events)
    }, batchMs)
  }
}
