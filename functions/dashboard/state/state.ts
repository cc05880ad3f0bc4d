// All that the page knows at a moment, and the one way to change it: by parts, told to whoever draws it once per frame.

import type { Problem } from '../api/problem.ts'
import type { Operation, Overview, StoreEvent, StoreItem } from '../api/shapes.ts'
import type { Route } from '../lib/route.ts'
import type { Lists } from './lists.ts'

export type Connection = { state: 'connecting' | 'live' } | { state: 'lost'; retryAtMs: number }
/** One store's own view. `operations` newest first, the newest ones only where there are `moreOperations`. */
export type Detail = {
  id: string
  store: StoreItem | null
  events: readonly StoreEvent[]
  operations: readonly Operation[]
  moreOperations: boolean
  problem: Problem | null
}
export type Open =
  | null
  | { kind: 'create' }
  | { kind: 'help' }
  | { kind: 'delete'; store: StoreItem }
  | { kind: 'cancel'; operation: Operation; name: string }
export type Phase = 'starting' | 'signed-out' | 'open' | 'broken'

export type State = {
  phase: Phase
  /** Why the page is broken, or why the reader must sign in again. */
  problem: Problem | null
  hasKey: boolean
  route: Route
  overview: Overview | null
  connection: Connection
  lists: Lists
  listProblem: Problem | null
  detail: Detail | null
  open: Open
  /** What a screen reader is told next. */
  said: string
  shortcuts: boolean
  /** The row that j and k move from. */
  activeId: string | null
}

export type StateHolder = {
  get(): State
  set(part: Partial<State> | ((state: State) => Partial<State>)): void
  subscribe(listener: () => void): () => void
}

export function holdState(initial: State): StateHolder {
  let state = initial
  let due = false
  const listeners = new Set<() => void>()
  const tell = () => {
    due = false
    for (const listener of listeners) listener()
  }
  return {
    get: () => state,
    set: (part) => {
      state = { ...state, ...(typeof part === 'function' ? part(state) : part) }
      if (due) return
      due = true
      // A page in the background has no frames, but its title and lists go on.
      if (document.hidden) setTimeout(tell, 100)
      else requestAnimationFrame(tell)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
