// How long stores took to become READY, as numbers for people: the middle, the slow end, and how they are spread.

/** Seconds, as Prometheus is told them too. */
const bounds = [5, 10, 20, 30, 60, 120, 180, 300, 600, 1200, null]

export function timeToReady(readyMs: readonly number[]) {
  const seconds = readyMs.map((ms) => ms / 1_000).toSorted((one, other) => one - other)
  return {
    stores: seconds.length,
    p50_seconds: quantile(seconds, 0.5),
    p95_seconds: quantile(seconds, 0.95),
    within: bounds.map((bound, index) => ({
      seconds: bound,
      count: seconds.filter((one) => one <= (bound ?? Infinity) && one > (bounds[index - 1] ?? -1)).length,
    })),
  }
}

/** By nearest rank: a time that was really taken. */
function quantile(sorted: number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null
}
