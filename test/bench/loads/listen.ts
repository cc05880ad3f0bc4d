// Many listeners to the events of one functions process, and how late each event came to each of them.
import { request } from 'node:http'
import { systemClock } from '../../../shared/clock.ts'

export type Listeners = {
  /** Opens more; resolves with the status of the first that was refused, or null. */
  add(count: number): Promise<number | null>
  count(): number
  /** Milliseconds from an event's time to its arrival, for all since it was asked last. */
  takeLateMs(): number[]
  /** How many were cut off by the server. */
  lost(): number
  close(): void
}

/** Each listener with the next of the keys. */
export function openListeners(url: string, keys: readonly Record<string, string>[]): Listeners {
  const open = new Set<ReturnType<typeof request>>()
  let lateMs: number[] = []
  let lost = 0
  let closing = false
  let opened = 0
  const hear = (text: string) => {
    const nowMs = systemClock.nowMs()
    for (const [, at = ''] of text.matchAll(/"at":"([^"]+)"/g)) lateMs.push(nowMs - Date.parse(at))
  }
  const openOne = () =>
    new Promise<number | null>((resolve, reject) => {
      const asked = request(`${url}/api/v1/events`, {
        headers: { ...keys[opened++ % keys.length], accept: 'text/event-stream' },
        agent: false,
      })
      asked.once('error', (error) => (closing || open.has(asked) ? undefined : reject(error)))
      asked.once('response', (answer) => {
        if (answer.statusCode !== 200) {
          asked.destroy()
          return resolve(answer.statusCode ?? 0)
        }
        open.add(asked)
        answer.on('data', (part: Buffer) => hear(part.toString()))
        answer.once('close', () => {
          if (!closing && open.delete(asked)) lost++
        })
        resolve(null)
      })
      asked.end()
    })
  return {
    add: async (count) => {
      for (let n = 0; n < count; n++) {
        const refused = await openOne()
        if (refused !== null) return refused
      }
      return null
    },
    count: () => open.size,
    takeLateMs: () => {
      const taken = lateMs
      lateMs = []
      return taken
    },
    lost: () => lost,
    close: () => {
      closing = true
      for (const one of open) one.destroy()
    },
  }
}
