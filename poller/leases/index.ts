// The face of this room.
export { claim, nextRequeueAfterMs, type Served, type Slots } from './claim.ts'
export { clampTimes, countClamped } from './clamp-times.ts'
export { keepLeases, type LeaseKeeper } from './keep-leases.ts'
export type { Lease } from './lease.ts'
export { abandon, acquire, complete, extend, isDue, type NamedLease } from './named-lease.ts'
export { release } from './release.ts'
export { releaseOrphanedClaims, resume } from './resume.ts'
export { finish, type LeasedWrite, markProgress, readLeased } from './write-leased.ts'
