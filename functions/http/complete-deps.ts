// Adds to what a program hands in what its process has one of, so that every copy of the dependencies shares it.
import type { Deps, ProgramDeps } from './deps.ts'
import { makeHttpMetrics } from './http-metrics.ts'
import { openEventFeed } from './streams/event-feed.ts'
import { openPlaces } from './streams/places.ts'
import { openStoreFeed } from './streams/store-feed.ts'

const defaultMaxStreams = 1_000
const defaultMaxWaits = 1_000

/** Call it once for each process. */
export function completeDeps(given: ProgramDeps): Deps {
  const { maxStreams = defaultMaxStreams, maxWaits = defaultMaxWaits } = given.settings
  return {
    ...given,
    metrics: given.metrics ?? makeHttpMetrics(),
    eventFeed: openEventFeed(given),
    storeFeed: openStoreFeed(given),
    streamPlaces: openPlaces(maxStreams),
    waitPlaces: openPlaces(maxWaits),
  }
}
