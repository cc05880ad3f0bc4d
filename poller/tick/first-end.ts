// Waits for the first of what runs to end, but for so long at most, and leaves no timer that would keep the process alive.
import type { Clock } from '../../shared/clock.ts'

type Wait = { clock: Clock; ms: number; stop?: AbortSignal }

/** Ends early where `stop` aborts. Rejects with what the first that ends rejects with. */
export async function firstEnd(running: Iterable<Promise<unknown>>, { clock, ms, stop }: Wait): Promise<void> {
  const over = new AbortController()
  const end = () => over.abort()
  if (stop?.aborted) end()
  stop?.addEventListener('abort', end)
  try {
    await Promise.race([...running, clock.sleep(ms, over.signal)])
  } finally {
    stop?.removeEventListener('abort', end)
    end()
  }
}
