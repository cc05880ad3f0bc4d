// When a store counts as poison: pollers crash while they process it, one after another.

/** From this many leases in a row that expired before their holder reported. */
export const poisonedAfter = 5
