// Bounds what all answers together keep in memory until their clients read them; beyond that the oldest is given up.
import type { ServerResponse } from 'node:http'

type Limit = { maxBytes: number; givenUp: () => void }

/** Returns what is to be called with each complete answer. */
export function limitUnsent({ maxBytes, givenUp }: Limit): (outgoing: ServerResponse) => void {
  const unsent = new Map<ServerResponse, number>()
  let totalBytes = 0
  const forget = (outgoing: ServerResponse) => {
    totalBytes -= unsent.get(outgoing) ?? 0
    unsent.delete(outgoing)
  }
  return (outgoing) => {
    const bytes = outgoing.writableLength
    if (bytes === 0 || outgoing.destroyed) return
    unsent.set(outgoing, bytes)
    totalBytes += bytes
    outgoing.once('close', () => forget(outgoing))
    for (const oldest of unsent.keys()) {
      if (totalBytes <= maxBytes) return
      forget(oldest)
      oldest.destroy()
      givenUp()
    }
  }
}
