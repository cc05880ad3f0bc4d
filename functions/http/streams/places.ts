// A bounded number of places in this process, of which one owner has a quarter at most: nobody can take them from the others.

export type Places = {
  /** Null where all places are taken, or all that one owner may have. Call what it returns once, when the place is free again. */
  take(owner: string): (() => void) | null
  readonly max: number
  readonly maxForOwner: number
}

export function openPlaces(max: number): Places {
  const takenBy = new Map<string, number>()
  const maxForOwner = Math.max(1, Math.floor(max / 4))
  let taken = 0
  const add = (owner: string, count: number) => {
    const own = (takenBy.get(owner) ?? 0) + count
    taken += count
    if (own === 0) takenBy.delete(owner)
    else takenBy.set(owner, own)
  }
  return {
    max,
    maxForOwner,
    take: (owner) => {
      if (taken >= max || (takenBy.get(owner) ?? 0) >= maxForOwner) return null
      add(owner, 1)
      return () => add(owner, -1)
    },
  }
}
