// What the node remembers of a pod while it lives.
import type { Terminated } from '../../objects/pod.ts'

export interface ContainerRun {
  stage: 'idle' | 'creating' | 'blocked' | 'running' | 'backoff' | 'exited'
  sinceMs: number
  restarts: number
  /** Why it waits, and until when, while it is blocked or backs off. */
  waiting?: { reason: string; message: string; untilMs: number }
  last?: Terminated
}

export interface PodRun {
  containers: Map<string, ContainerRun>
  /** When its deletion was first seen. */
  stoppingMs?: number
}

export const newContainerRun = (): ContainerRun => ({ stage: 'idle', sinceMs: Date.now(), restarts: 0 })
