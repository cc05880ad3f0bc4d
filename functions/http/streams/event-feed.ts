// Tells all who listen to events of each new one, in the order of their ids.
import type { Clock } from '../../../shared/clock.ts'
import type { Database } from '../../../shared/database/database.ts'
import type { Log } from '../../../shared/log.ts'
import { latestEventId, listEvents, localCaller, type StoreEvent } from '../../../shared/stores/index.ts'
import { presentEvent } from '../present-events.ts'
import { openSharedPoll } from './shared-poll.ts'

/** `frame` is what a stream sends of it, made once for all who hear the same event. */
export type HeardEvent = { event: StoreEvent; frame: () => string }
type EventListener = {
  hear(heard: HeardEvent): void
  /** After each look, whether it brought something or not. */
  looked(): void
}
export type EventFeed = {
  /** `from` is the latest event; whoever then reads what lies above the last that it has, and listens, misses nothing. */
  join(listener: EventListener): Promise<{ from: number; leave: () => void }>
}

const pageSize = 500

type Source = { database: Database; clock: Clock; log: Log }

export function openEventFeed({ database, clock, log }: Source): EventFeed {
  let lastId: number | undefined
  const look = async (listeners: ReadonlySet<EventListener>) => {
    let page: StoreEvent[]
    do {
      page = await listEvents(database, { caller: localCaller, after: lastId ?? 0, limit: pageSize })
      for (const heard of page.map(toHeard)) for (const listener of listeners) listener.hear(heard)
      lastId = page.at(-1)?.id ?? lastId
    } while (page.length === pageSize)
  }
  const shared = openSharedPoll<EventListener>({
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

function toHeard(event: StoreEvent): HeardEvent {
  let made: string | undefined
  return {
    event,
    frame: () => {
      made ??= frameOf(event)
      return made
    },
  }
}

/** An event as a stream sends it. */
export function frameOf(event: StoreEvent): string {
  return `id: ${event.id}\ndata: ${JSON.stringify(presentEvent(event))}\n\n`
}
