// What tests ask afterwards: how often a release was installed, how many requests and pods there were.
import type { Route } from './api/route.ts'
import type { Change } from './objects/change-log.ts'

export interface Counts {
  /** `<namespace>/<release>`: first revisions of a Helm release ever recorded. */
  installs: Record<string, number>
  /** `<verb> <resource>`, as in `list deployments.apps` and `get pods/log`. */
  requests: Record<string, number>
  /** Pods ever made. */
  pods: number
}

export const createCounts = (): Counts => ({ installs: {}, requests: {}, pods: 0 })

export function countRequest(counts: Counts, { verb, resource, subresource }: Route): void {
  const key = `${verb} ${resource.key}${subresource ? `/${subresource}` : ''}`
  counts.requests[key] = (counts.requests[key] ?? 0) + 1
}

export function countChange(counts: Counts, { key, type, object }: Change): void {
  if (type !== 'ADDED') return
  if (key === 'pods') counts.pods += 1
  const release = key === 'secrets' && /^sh\.helm\.release\.v1\.(.+)\.v1$/.exec(object.metadata.name)?.[1]
  if (!release) return
  const install = `${object.metadata.namespace}/${release}`
  counts.installs[install] = (counts.installs[install] ?? 0) + 1
}
