// Writes events about objects; the same one again raises its count.
import type { Cluster } from '../cluster.ts'
import { eventIdentity } from '../objects/configuration.ts'
import { type KubeObject, namespaceOf, timestamp } from '../objects/object.ts'
import { resourceOf } from '../objects/resources.ts'
import { ApiError } from '../status.ts'
import { createObject } from './create.ts'

export interface EventSpec {
  type: 'Normal' | 'Warning'
  reason: string
  message: string
  component: string
  fieldPath?: string
  /** Texts that differ in a generated name only count as the same. */
  combined?: boolean
}

export function recordEvent(cluster: Cluster, about: KubeObject, event: EventSpec): void {
  const { type, reason, message, component, fieldPath, combined } = event
  const namespace = namespaceOf(about) || 'default'
  const identity = eventIdentity({ uid: about.metadata.uid, fieldPath }, reason, combined ? '' : message)
  const before = cluster.objects.get('events', namespace, cluster.eventNames.get(identity) ?? '')
  const lastTimestamp = timestamp()
  if (before) {
    cluster.objects.save('events', { ...before, message, count: before.count + 1, lastTimestamp })
    return
  }
  // Names grow with time, so that a list shows what happened in its order.
  const name = `${about.metadata.name}.${cluster.objects.revision().toString(16).padStart(16, '0')}`
  cluster.eventNames.set(identity, name)
  const { kind, apiVersion } = about
  const { uid, resourceVersion } = about.metadata
  const place = { kind, apiVersion, namespace: namespaceOf(about), name: about.metadata.name, uid, resourceVersion }
  unlessTerminating(() =>
    createObject(cluster, resourceOf('events'), namespace, {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name },
      involvedObject: { ...place, ...(fieldPath ? { fieldPath } : {}) },
      type,
      reason,
      message,
      count: 1,
      firstTimestamp: lastTimestamp,
      lastTimestamp,
      eventTime: null,
      source: { component, ...(component === 'kubelet' ? { host: 'sandbox' } : {}) },
      reportingComponent: component,
      reportingInstance: component === 'kubelet' ? 'sandbox' : '',
    }),
  )
}

/** A namespace on its way out takes no more events, and nobody minds. */
function unlessTerminating(write: () => void): void {
  try {
    write()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
  }
}
