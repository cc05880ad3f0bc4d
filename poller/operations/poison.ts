// When a store counts as poison: pollers crash while they process it, one after another.

/** From this many leases in a row that ran out without a word of their holder. */
export const poisonAfter = 5
