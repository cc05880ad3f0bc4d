// The warnings that the cluster has written about an object.
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'

type Event = KubeObject & {
  involvedObject?: { kind?: string; name?: string; uid?: string }
  reason?: string
  message?: string
  eventTime?: string | null
  lastTimestamp?: string | null
  series?: { lastObservedTime?: string }
}

type About = { events: KubeObject[]; kind: string; object: KubeObject; reasons: string[] }

/** The newest; empty when there is none. */
export function latestEventMessage(about: About): string {
  return eventMessages(about)[0] ?? ''
}

/** Newest first. Events of an earlier object of the same name (another uid) do not count. */
export function eventMessages({ events, kind, object, reasons }: About): string[] {
  return (events as Event[])
    .filter(({ reason }) => reasons.includes(reason ?? ''))
    .filter(({ involvedObject }) => involvedObject?.kind === kind && isAbout(involvedObject, object))
    .sort((a, b) => timeOf(b).localeCompare(timeOf(a)))
    .map(({ message = '' }) => message)
}

function isAbout({ name, uid }: { name?: string; uid?: string }, { metadata }: KubeObject): boolean {
  return name === metadata.name && (uid === undefined || metadata.uid === undefined || uid === metadata.uid)
}

function timeOf({ series, lastTimestamp, eventTime, metadata }: Event): string {
  return series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? ''
}
