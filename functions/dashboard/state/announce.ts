// What a screen reader is told: what became of stores, put together, and never more often than every few seconds.
import type { StoreEvent } from '../api/shapes.ts'
import { texts } from '../texts.ts'

const everyMs = 5_000
const told = ['READY', 'FAILED', 'DELETED'] as const

export type Announcer = { note(event: StoreEvent): void; say(text: string): void }

export function openAnnouncer(say: (text: string) => void): Announcer {
  const waiting = new Map<string, StoreEvent>()
  let resting = false
  const tell = () => {
    resting = false
    if (waiting.size === 0) return
    say(sentence([...waiting.values()]))
    waiting.clear()
    resting = true
    setTimeout(tell, everyMs)
  }
  return {
    note: (event) => {
      if (event.kind !== 'transition' || !told.some((status) => status === event.to)) return
      waiting.set(event.store_id, event)
      if (!resting) tell()
    },
    say,
  }
}

function sentence(events: StoreEvent[]): string {
  const [only] = events
  if (events.length === 1 && only?.to) return texts.announce.one(only.store_id, texts.status[only.to])
  return told
    .map((status) => ({ status, many: events.filter(({ to }) => to === status).length }))
    .filter(({ many }) => many > 0)
    .map(({ status, many }) => texts.announce.many(many, texts.status[status]))
    .join(' ')
}
