// All that a reader can do, as functions that change the state.
import { openChanges } from './change-stores.ts'
import type { GroupKey } from './lists.ts'
import { loadMore } from './load.ts'
import { openNavigation } from './navigate.ts'
import { openSession } from './open-session.ts'
import type { Open, StateHolder } from './state.ts'

export type Actions = ReturnType<typeof openActions>

export function openActions(state: StateHolder, base: string) {
  const { page, start, signIn, signOut, reconnectNow, refresh } = openSession(state, base, () => navigation.meet())
  const navigation = openNavigation(page)
  return {
    start,
    signIn,
    signOut,
    reconnectNow,
    ...navigation,
    ...openChanges(page, { go: navigation.go, refresh }),
    more: (group: GroupKey) => void loadMore(page, group),
    open: (open: Open) => state.set({ open }),
    close: () => state.set({ open: null }),
    activate: (activeId: string | null) => state.set({ activeId }),
    say: (said: string) => state.set({ said }),
    setShortcuts: (shortcuts: boolean) => state.set({ shortcuts }),
  }
}
