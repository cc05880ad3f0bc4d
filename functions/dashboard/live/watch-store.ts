// Holds one request open for the store whose view is open while it is under way: the server answers once anything about
// it has changed, also what makes no event, as the sentence that says what it waits for.
import type { Store } from '../api/shapes.ts'
import { nowMs } from '../lib/clock.ts'

export type WatchOptions = {
  url: string
  key: string | null
  /** False ends the watch: the store has settled, or nobody looks. */
  wanted(): boolean
  see(store: Store): void
}

const waitSeconds = 20
const graceMs = 10_000
const betweenMs = 500
const failedMs = 5_000

/** Resolves when it is no longer wanted, or after a rest when the server refuses or does not answer. */
export async function watchStore({ url, key, wanted, see }: WatchOptions): Promise<void> {
  let tag: string | null = null
  while (wanted()) {
    const startedMs = nowMs()
    try {
      const response: Response = await fetch(url, {
        headers: headersOf(key, tag),
        credentials: 'omit',
        cache: 'no-store',
        signal: AbortSignal.timeout(waitSeconds * 1_000 + graceMs),
      })
      tag = response.headers.get('ETag')
      if (response.ok && wanted()) see(await response.json())
      if (response.status !== 304 && !response.ok) return await rest(failedMs)
    } catch {
      // The stream of events tells of a lost connection, and asks for the store when it is back.
      return await rest(failedMs)
    }
    await rest(startedMs + betweenMs - nowMs())
  }
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))
}

/** The first is answered at once, for it names no answer that it has. */
function headersOf(key: string | null, tag: string | null): Record<string, string> {
  return {
    ...(tag === null ? {} : { Prefer: `wait=${waitSeconds}`, 'If-None-Match': tag }),
    ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
  }
}
