// When a store is looked at next, where its operation does not say.
import type { PollerConfig } from '../../shared/config/poller-config.ts'
import type { BusyStore } from '../../shared/stores/index.ts'
import type { Patch } from '../../shared/stores/patches.ts'
import { definitionOf } from '../operations/index.ts'

const longestRemovalPauseMs = 60_000

/** One second after a change, then at doubling distance: as long as the last change is ago. */
export function chooseRequeueAfterMs(
  store: BusyStore,
  { operation: patch = {} }: Patch,
  { pollIntervalMs }: Pick<PollerConfig, 'pollIntervalMs'>,
): number {
  const { operation } = store
  const shortestMs = Math.min(1_000, pollIntervalMs)
  const isChanged =
    (patch.step !== undefined && patch.step !== operation.step) ||
    (patch.message !== undefined && patch.message !== operation.message)
  if (isChanged) return shortestMs
  const sinceChangeMs = (operation.lastObservedAt ?? 0) - store.updatedAt
  return Math.min(Math.max(sinceChangeMs, shortestMs), longestPauseMs(store, sinceChangeMs, pollIntervalMs))
}

/** What is never given up is looked at ever more seldom: nobody waits for its end, and it may take days. */
function longestPauseMs({ operation }: BusyStore, sinceChangeMs: number, pollIntervalMs: number): number {
  if (definitionOf(operation.kind).maxAttempts !== null) return pollIntervalMs
  return Math.max(Math.min(sinceChangeMs / 4, longestRemovalPauseMs), pollIntervalMs)
}
