// Reads anew what events say has changed, seldom enough for a hundred events a second: few stores one by one, many by pages.
import type { StoreEvent } from '../api/shapes.ts'

export type RefreshWork = {
  /** Reads these stores. */
  stores(ids: string[]): Promise<void>
  /** Reads the first pages of the lists, and of what has changed some that lie deeper. */
  lists(changed: string[]): Promise<void>
  overview(): Promise<void>
  /** Whether stores in the lists wait for something: what for changes without an event. */
  isWaiting(): boolean
}

export type Refresh = {
  note(event: StoreEvent): void
  all(): void
  /** Time has passed: what no event tells, as a poller's last tick, is read anew. */
  beat(): void
}

const fewest = 4
const firstMs = 120
const betweenMs = 1_000
const overviewEveryMs = 3_000

export function openRefresh(work: RefreshWork, now: () => number): Refresh {
  const changed = new Set<string>()
  let whole = false
  let counts = false
  let planned = false
  let lastMs = 0
  let overviewMs = 0
  const plan = (earliestMs = lastMs + betweenMs) => {
    if (planned) return
    planned = true
    setTimeout(run, Math.max(firstMs, earliestMs - now()))
  }
  const run = async () => {
    const ids = [...changed]
    const many = whole || ids.length > fewest
    const withCounts = whole || (counts && now() - overviewMs >= overviewEveryMs)
    changed.clear()
    whole = false
    if (withCounts) counts = false
    if (withCounts) overviewMs = now()
    await Promise.allSettled([
      many ? work.lists(ids) : ids.length > 0 ? work.stores(ids) : undefined,
      withCounts ? work.overview() : undefined,
    ])
    lastMs = now()
    planned = false
    if (changed.size > 0 || whole) plan()
    else if (counts) plan(overviewMs + overviewEveryMs)
  }
  return {
    note: ({ store_id, kind }) => {
      changed.add(store_id)
      if (kind === 'transition' || kind === 'health') counts = true
      plan()
    },
    beat: () => {
      counts = true
      whole ||= work.isWaiting()
      plan()
    },
    all: () => {
      whole = true
      plan()
    },
  }
}
