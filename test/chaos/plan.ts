// What happens in a chaos run, drawn from a seed: the same seed does the same at the same times.

export type Step =
  | { atMs: number; do: 'create'; name: string; engine: 'woocommerce' | 'medusa' }
  | { atMs: number; do: 'delete' | 'retry' | 'cancel'; which: number }
  | { atMs: number; do: 'kill_poller' | 'kill_functions'; which: number }
  | { atMs: number; do: 'fault'; fault: ApiFault; forMs: number }

export type ApiFault = {
  fault: 'status' | 'reset' | 'delay' | 'lost_answer'
  status?: number
  delayMs?: number
  match?: { verb: string }
}

export type PlanOptions = { stores: number; seconds: number; seed: number }

/** Stores with this in their name find their image only when the run comes to its end. */
export const brokenMark = 'broken'

const cancelledWithinMs = 6_000

const faults: ApiFault[] = [
  { fault: 'status', status: 503 },
  { fault: 'status', status: 429 },
  { fault: 'reset' },
  { fault: 'delay', delayMs: 300 },
  { fault: 'lost_answer', match: { verb: 'create' } },
  { fault: 'lost_answer', match: { verb: 'delete' } },
]

export function makePlan({ stores, seconds, seed }: PlanOptions): Step[] {
  const random = seeded(seed)
  const within = () => Math.floor(random() * seconds * 1_000)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const creates = Array.from({ length: stores }, (_, n) => {
    const broken = random() < 0.1
    const engine = pick(['woocommerce', 'medusa'] as const)
    return {
      atMs: Math.floor(within() * 0.6),
      do: 'create' as const,
      name: `chaos-${n}${broken ? `-${brokenMark}` : ''}`,
      engine,
    }
  }).sort((a, b) => a.atMs - b.atMs)
  // Soon after its creation, when there is something to cancel.
  const cancel = (): Step => {
    const which = Math.floor(random() * stores)
    return { atMs: (creates[which]?.atMs ?? 0) + Math.floor(random() * cancelledWithinMs), do: 'cancel', which }
  }
  const each = (count: number, make: () => Step) => Array.from({ length: Math.ceil(count) }, make)
  return [
    ...creates,
    ...each(stores / 3, () => ({ atMs: within(), do: 'delete', which: Math.floor(random() * stores) })),
    ...each(stores / 5, () => ({ atMs: within(), do: 'retry', which: Math.floor(random() * stores) })),
    ...each(stores / 4, cancel),
    ...each(seconds / 0.8, () => ({ atMs: within(), do: 'kill_poller', which: Math.floor(random() * 4) })),
    ...each(seconds / 2, () => ({ atMs: within(), do: 'kill_functions', which: Math.floor(random() * 2) })),
    ...each(seconds / 3, () => ({
      atMs: within(),
      do: 'fault',
      fault: pick(faults),
      forMs: 200 + Math.floor(random() * 1_500),
    })),
  ].sort((a, b) => a.atMs - b.atMs)
}

/** Numbers from 0 to 1, the same for each seed: xorshift32, by George Marsaglia, "Xorshift RNGs", 2003. */
function seeded(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0 || 1
  return () => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 2 ** 32
  }
}
