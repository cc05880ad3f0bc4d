// Small numbers about samples: the middle, the edges, a percentile.

export type Summary = { median: number; low: number; high: number }

/** Throws where there is no sample: a figure without one is a fault of its measure. */
export function summarize(samples: number[]): Summary {
  const sorted = samples.toSorted((a, b) => a - b)
  const [low, high] = [sorted[0], sorted.at(-1)]
  if (low === undefined || high === undefined) throw new Error('a figure has no samples')
  return { median: percentile(sorted, 50), low, high }
}

/** Of samples in any order, between its neighbours. */
export function percentile(samples: number[], percent: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  const place = ((sorted.length - 1) * percent) / 100
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  if (below === undefined || above === undefined) throw new Error('no samples')
  return below + (above - below) * (place - Math.floor(place))
}
