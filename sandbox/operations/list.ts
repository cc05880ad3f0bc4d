// Answers LIST: selectors, and pages of at most `limit` objects.
import type { Cluster } from '../cluster.ts'
import type { KubeObject } from '../objects/object.ts'
import { namespaceOf } from '../objects/object.ts'
import type { Resource } from '../objects/resources.ts'
import { type Matches, parseFieldSelector, parseLabelSelector } from '../objects/selectors.ts'
import { expired } from '../status.ts'

export interface Listing {
  items: KubeObject[]
  metadata: { resourceVersion: string; continue?: string; remainingItemCount?: number }
}

export function listObjects(
  cluster: Cluster,
  resource: Resource,
  namespace: string | undefined,
  query: URLSearchParams,
): Listing {
  const wanted = selectorOf(resource, query)
  const after = readContinue(query.get('continue'))
  const found = cluster.objects.list(resource.key, namespace).filter(wanted)
  const rest = after === undefined ? found : found.filter((object) => placeOf(object) > after)
  const limit = Number(query.get('limit') ?? 0) || rest.length
  const items = rest.slice(0, limit)
  const last = items.at(-1)
  const resourceVersion = String(cluster.objects.revision())
  if (!last || rest.length <= limit) return { items, metadata: { resourceVersion } }
  const token = Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', start: placeOf(last) })).toString('base64url')
  // With a selector the server does not know how many are left.
  const remaining = isSelective(query) ? {} : { remainingItemCount: rest.length - limit }
  return { items, metadata: { resourceVersion, continue: token, ...remaining } }
}

function isSelective(query: URLSearchParams): boolean {
  return Boolean(query.get('labelSelector') || query.get('fieldSelector'))
}

export function selectorOf({ key }: Resource, query: URLSearchParams): Matches {
  const byLabels = parseLabelSelector(query.get('labelSelector') ?? '')
  const byFields = parseFieldSelector(query.get('fieldSelector') ?? '', key)
  return (object) => byLabels(object) && byFields(object)
}

/** Sorts as the list does: by namespace, then by name. */
const placeOf = (object: KubeObject): string => `${namespaceOf(object)}\u0000${object.metadata.name}`

function readContinue(token: string | null): string | undefined {
  if (!token) return undefined
  try {
    return String(JSON.parse(Buffer.from(token, 'base64url').toString()).start)
  } catch {
    throw expired('The provided continue parameter is not valid.')
  }
}
