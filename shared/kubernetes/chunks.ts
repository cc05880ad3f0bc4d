// Store ids in portions that fit into one label selector, and so into one URL.

const maxIdsInSelector = 100

export function inChunks(ids: string[]): string[][] {
  const unique = [...new Set(ids)]
  const starts = Array.from({ length: Math.ceil(unique.length / maxIdsInSelector) }, (_, i) => i * maxIdsInSelector)
  return starts.map((start) => unique.slice(start, start + maxIdsInSelector))
}
