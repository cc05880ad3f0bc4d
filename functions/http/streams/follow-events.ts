// Fills one listener's queue: with what it has missed, page by page as it reads, then with each event as it happens.
import { type Caller, listEvents, type StoreEvent } from '../../../shared/stores/index.ts'
import type { Deps } from '../deps.ts'
import { frameOf, type HeardEvent } from './event-feed.ts'
import type { EventQueue } from './event-queue.ts'

export type Followed = { caller: Caller; storeId?: string | undefined }
export type Follower = {
  begin(after: number): void
  hear(heard: HeardEvent): void
  /** Reads the next page for who is behind; nothing for who is not. */
  refill(): Promise<void>
}

const pageSize = 200

/** `overrun` is called when the listener reads too slowly for what happens. */
export function followEvents(
  { database }: Deps,
  { followed, queue, overrun }: { followed: Followed; queue: EventQueue; overrun: () => void },
): Follower {
  let lastId = -1
  let heardId = -1
  let behind = true
  const add = (id: number, frame: string) => {
    lastId = id
    if (!queue.push(frame)) overrun()
  }
  return {
    begin: (after) => {
      lastId = after
    },
    // While the listener is behind, the database keeps what happens for it.
    hear: ({ event, frame }) => {
      if (!concerns(followed, event) || event.id <= lastId) return
      heardId = event.id
      if (!behind) add(event.id, frame())
    },
    refill: async () => {
      while (behind && queue.isEmpty()) {
        const page = await listEvents(database, { ...followed, after: lastId, limit: pageSize })
        for (const event of page) add(event.id, frameOf(event))
        behind = page.length === pageSize || heardId > lastId
      }
    },
  }
}

function concerns({ caller, storeId }: Followed, event: StoreEvent): boolean {
  return (caller.allOwners || event.owner === caller.owner) && (storeId === undefined || event.storeId === storeId)
}
