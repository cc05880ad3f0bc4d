// Fills one listener's queue: with what it has missed, page by page as it reads, then with each event as it happens.
import { type Caller, listEvents, type StoreEvent } from '../../../shared/stores/index.ts'
import type { Deps } from '../deps.ts'
import { presentEvent } from '../present-events.ts'
import type { EventQueue } from './event-queue.ts'

export type Followed = { caller: Caller; storeId?: string | undefined }
export type Follower = {
  begin(after: number): void
  hear(event: StoreEvent): void
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
  const add = (event: StoreEvent) => {
    lastId = event.id
    if (!queue.push(frame(event))) overrun()
  }
  return {
    begin: (after) => {
      lastId = after
    },
    // While the listener is behind, the database keeps what happens for it.
    hear: (event) => {
      if (!concerns(followed, event) || event.id <= lastId) return
      heardId = event.id
      if (!behind) add(event)
    },
    refill: async () => {
      while (behind && queue.isEmpty()) {
        const page = await listEvents(database, { ...followed, after: lastId, limit: pageSize })
        page.forEach(add)
        behind = page.length === pageSize || heardId > lastId
      }
    },
  }
}

function concerns({ caller, storeId }: Followed, event: StoreEvent): boolean {
  return (caller.allOwners || event.owner === caller.owner) && (storeId === undefined || event.storeId === storeId)
}

const frames = new WeakMap<StoreEvent, string>()

/** Made once for all who hear the same event. */
function frame(event: StoreEvent): string {
  const known = frames.get(event)
  if (known !== undefined) return known
  const made = `id: ${event.id}\ndata: ${JSON.stringify(presentEvent(event))}\n\n`
  frames.set(event, made)
  return made
}
