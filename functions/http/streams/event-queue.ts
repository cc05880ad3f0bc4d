// What waits to be read by one listener, bounded: who lets too much wait is for its owner to cut off.

export type EventQueue = {
  /** False when it is full; true when it has ended, for then nothing is missed. */
  push(text: string): boolean
  /** Puts `last` behind all that waits; nothing follows it. */
  end(last: string): void
  /** What waits, as one text; waits for something; null behind the end. `refill` is asked when there is nothing. */
  take(refill: () => Promise<void>): Promise<string | null>
  /** How often something was taken. */
  taken(): number
  isEmpty(): boolean
  /** Calls once, at the end or at once when that has come. */
  onEnd(action: () => void): void
}

const maxWaiting = 1_000
const maxTaken = 100

export function openEventQueue(): EventQueue {
  const waiting: string[] = []
  const atEnd: (() => void)[] = []
  let ended = false
  let taken = 0
  let wake = () => {}
  const add = (text: string) => {
    waiting.push(text)
    wake()
  }
  return {
    push: (text) => {
      if (!ended && waiting.length >= maxWaiting) return false
      if (!ended) add(text)
      return true
    },
    end: (last) => {
      if (ended) return
      ended = true
      add(last)
      for (const action of atEnd) action()
    },
    take: async (refill) => {
      while (waiting.length === 0 && !ended) {
        await refill()
        if (waiting.length === 0 && !ended)
          await new Promise<void>((resolve) => {
            wake = resolve
          })
      }
      taken++
      return waiting.length === 0 ? null : waiting.splice(0, maxTaken).join('')
    },
    taken: () => taken,
    isEmpty: () => waiting.length === 0,
    onEnd: (action) => {
      if (ended) action()
      else atEnd.push(action)
    },
  }
}
