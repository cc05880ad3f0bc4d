// How long each fault must hold before the store has failed: early, but not too early.

export type ReadinessLimits = {
  /** An image that cannot be pulled for a reason that may pass; a missing or refused one fails at once. */
  imagePullMs: number
  /** A Secret or ConfigMap that is missing. */
  containerConfigMs: number
  /** A container that cannot be created or started for another reason. */
  containerStartMs: number
  /** Both must be reached: shops crash until their database is up. */
  crashLoopMs: number
  crashLoopRestarts: number
  /** Long, for nodes that are added on demand. */
  unschedulableMs: number
  volumeMs: number
  /** The cluster refuses to make pods: quota, or a policy. */
  createRefusedMs: number
  /** After the Deployment's own deadline is over and all that it waits for is there. */
  progressDeadlineMs: number
}

export const defaultReadinessLimits: ReadinessLimits = {
  imagePullMs: 120_000,
  containerConfigMs: 30_000,
  containerStartMs: 120_000,
  crashLoopMs: 180_000,
  crashLoopRestarts: 5,
  unschedulableMs: 300_000,
  volumeMs: 300_000,
  createRefusedMs: 60_000,
  progressDeadlineMs: 60_000,
}
