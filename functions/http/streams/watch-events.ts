// Tells all who listen to events of each new one, in the order of their ids.
import type { Database } from '../../../shared/database/database.ts'
import { latestEventId, listEvents, localCaller, type StoreEvent } from '../../../shared/stores/index.ts'
import type { Deps } from '../deps.ts'
import { openSharedLook } from './shared-look.ts'

export type EventListener = {
  hear(event: StoreEvent): void
  /** After each look, whether it brought something or not. */
  looked(): void
}

type Watch = { join(listener: EventListener): Promise<{ from: number; leave: () => void }> }

const watches = new WeakMap<Database, Watch>()
const pageSize = 500

/** `from` is the latest event; whoever then reads what lies above the last that it has, and listens, misses nothing. */
export function watchEvents(deps: Deps, listener: EventListener) {
  const watch = watches.get(deps.database) ?? openWatch(deps)
  watches.set(deps.database, watch)
  return watch.join(listener)
}

function openWatch({ database, clock, log }: Deps): Watch {
  let lastId: number | undefined
  const look = async (listeners: ReadonlySet<EventListener>) => {
    let page: StoreEvent[]
    do {
      page = await listEvents(database, { caller: localCaller, after: lastId ?? 0, limit: pageSize })
      for (const event of page) for (const listener of listeners) listener.hear(event)
      lastId = page.at(-1)?.id ?? lastId
    } while (page.length === pageSize)
  }
  const shared = openSharedLook<EventListener>({
    clock,
    log,
    look: async (listeners) => {
      try {
        await look(listeners)
      } finally {
        for (const { looked } of listeners) looked()
      }
    },
    left: () => {
      lastId = undefined
    },
  })
  return {
    join: async (listener) => {
      const from = await latestEventId(database)
      // Whoever came between has set the place already; moving it on would skip what they have not heard.
      lastId ??= from
      return { from, leave: shared.join(listener) }
    },
  }
}
