// Adds to what a program hands in what its process has one of, so that every copy of the dependencies shares it.
import type { Deps, ProgramDeps } from './deps.ts'
import { makeHttpMetrics } from './http-metrics.ts'
import { openEventFeed } from './streams/event-feed.ts'
import { openStoreFeed } from './streams/store-feed.ts'
import { openStreamSlots } from './streams/stream-slots.ts'

/** Call it once for each process. */
export function completeDeps(given: ProgramDeps): Deps {
  return {
    ...given,
    metrics: makeHttpMetrics(),
    eventFeed: openEventFeed(given),
    storeFeed: openStoreFeed(given),
    streamSlots: openStreamSlots(given.settings.maxStreams),
  }
}
