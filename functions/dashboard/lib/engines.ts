// The engines as the server lists them: the page knows none by itself.
import type { Engine, Overview } from '../api/shapes.ts'

type Offer = { engine: Engine } & Overview['poller']['engines'][string]

/** In the server's order. */
export function offersOf(overview: Overview | null): Offer[] {
  return Object.entries(overview?.poller.engines ?? {}).map(([engine, offer]) => ({
    engine: engine as Engine,
    ...offer,
  }))
}

export function engineLabel(overview: Overview | null, engine: Engine): string {
  return overview?.poller.engines[engine]?.label ?? engine
}
