// How long to wait before the next try: longer each time, and never for all pages in the same moment.

const longestMs = 30_000

/** `failures` before this one; `random` from 0 to 1. The first pause is about `firstMs`. */
export function pauseMs(failures: number, firstMs: number, random: number): number {
  const fullMs = Math.min(longestMs, firstMs * 2 ** Math.min(failures, 10))
  return Math.round(fullMs * (0.75 + random / 2))
}
