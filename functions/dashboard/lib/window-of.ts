// Which rows of a long list are in sight, so that only those need to be there.

export type Window = { first: number; last: number; above: number; below: number }

/** `tops[i]` is where row i begins and `tops[length]` where the list ends; `last` is exclusive; all in pixels. */
export function windowOf(
  tops: readonly number[],
  { from, to, spare }: { from: number; to: number; spare: number },
): Window {
  const rows = tops.length - 1
  const end = tops[rows] ?? 0
  const first = Math.max(0, rowAt(tops, from - spare))
  const last = Math.min(rows, rowAt(tops, to + spare) + 1)
  return { first, last, above: tops[first] ?? 0, below: end - (tops[last] ?? end) }
}

/** The last row that begins at or before `y`. */
function rowAt(tops: readonly number[], y: number): number {
  let low = 0
  let high = tops.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((tops[middle] ?? 0) <= y) low = middle
    else high = middle - 1
  }
  return Math.min(low, Math.max(0, tops.length - 2))
}
