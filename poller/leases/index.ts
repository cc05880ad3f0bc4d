// The one door of this room.
export { claim, isPoisoned, nextDueInMs, poisonAfter } from './claim.ts'
export { keepLeases, type Lease, type LeaseKeeper } from './keep-leases.ts'
export type { Lane } from './lane.ts'
export { release } from './release.ts'
export { giveBackLeftovers, resume } from './resume.ts'
export { endTurn, type Turn, takeTurn } from './turn.ts'
export { finish, markProgress, type NewEvent, type StoreChange } from './write-fenced.ts'
