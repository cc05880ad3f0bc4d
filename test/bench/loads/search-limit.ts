// A bounded search for the point at which something gives: each of some sizes in turn, until one does not hold.
import type { Bench } from '../measure.ts'

/** `null`: it held. Else what was seen to give. */
export type Try = (size: number) => Promise<string | null>
export type Found = { held: number; gaveAt: number | null; what: string | null }

export async function searchLimit({ signal, say }: Bench, sizes: readonly number[], attempt: Try): Promise<Found> {
  let held = 0
  for (const size of sizes) {
    signal.throwIfAborted()
    const gave = await attempt(size)
    say(`bench: ${size}: ${gave ?? 'held'}`)
    if (gave !== null) return { held, gaveAt: size, what: gave }
    held = size
  }
  return { held, gaveAt: null, what: null }
}
