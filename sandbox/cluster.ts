// The simulated cluster as its parts see it: objects, the scenario in force, and the pace of its pods.
import type { PodRun } from './controllers/pods/pod-run.ts'
import { type Counts, countChange, createCounts } from './counts.ts'
import type { Change } from './objects/change-log.ts'
import { type ClusterEvent, eventIdentity } from './objects/configuration.ts'
import type { Fields } from './objects/object.ts'
import { createObjects, type Objects } from './objects/store.ts'
import type { ScenarioSource } from './scenario-source.ts'
import type { ApiError } from './status.ts'

export interface Cluster {
  objects: Objects
  scenario: ScenarioSource
  counts: Counts
  podDelayMs: number
  /** What each field manager applied last to an object, by its uid. */
  applied: Map<string, Map<string, Fields>>
  /** The name of the event that already says something about an object. */
  eventNames: Map<string, string>
  /** Pods lately refused, by their owner's uid: not asked for again at once. */
  refusals: Map<string, { error: ApiError; untilMs: number }>
  /** What each pod's containers are at, by the pod's uid. */
  runs: Map<string, PodRun>
}

export function createCluster(options: { scenario: ScenarioSource; podDelayMs: number }): Cluster {
  const cluster: Cluster = {
    ...options,
    objects: createObjects(),
    counts: createCounts(),
    applied: new Map(),
    runs: new Map(),
    refusals: new Map(),
    eventNames: new Map(),
  }
  cluster.objects.log.listen('*', (change) => {
    countChange(cluster.counts, change)
    if (change.type === 'DELETED') forget(cluster, change)
  })
  return cluster
}

function forget(cluster: Cluster, { key, object }: Change): void {
  cluster.runs.delete(object.metadata.uid)
  cluster.refusals.delete(object.metadata.uid)
  cluster.applied.delete(object.metadata.uid)
  if (key !== 'events') return
  const { involvedObject, reason, message } = object as ClusterEvent
  cluster.eventNames.delete(eventIdentity(involvedObject, reason, message))
  cluster.eventNames.delete(eventIdentity(involvedObject, reason, ''))
}
