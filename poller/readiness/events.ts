// The newest warning that the cluster has written about an object.
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

/** Events of an earlier object of the same name (another uid) do not count. Empty when there is none. */
export function latestEventMessage({ events, kind, object, reasons }: About): string {
  const found = (events as Event[])
    .filter(({ reason }) => reasons.includes(reason ?? ''))
    .filter(({ involvedObject }) => involvedObject?.kind === kind && isAbout(involvedObject, object))
    .sort((a, b) => timeOf(b).localeCompare(timeOf(a)))
  return found[0]?.message ?? ''
}

function isAbout({ name, uid }: { name?: string; uid?: string }, { metadata }: KubeObject): boolean {
  return name === metadata.name && (uid === undefined || metadata.uid === undefined || uid === metadata.uid)
}

function timeOf({ series, lastTimestamp, eventTime, metadata }: Event): string {
  return series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? ''
}
