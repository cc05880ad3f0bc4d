// LIST, page after page, within bounds.
import { ClusterError } from './cluster-error.ts'
import type { KubeObject, Listing, ListOptions } from './kube-object.ts'
import type { Requester } from './request.ts'
import { resourcePath } from './resources.ts'

const pageItems = 500
const maxItems = 20_000

const metadataOnlyType = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1'

type Page = { items?: KubeObject[] | null; metadata?: { continue?: string } }

/** The time is that of the first page. A list cut short without the caller's request would be a lie, so it is an error. */
export async function listAll({ ask }: Requester, options: ListOptions): Promise<Listing> {
  const { limit = Number.POSITIVE_INFINITY, timeoutMs } = options
  const items: KubeObject[] = []
  let serverTimeMs: number | undefined
  let token: string | undefined
  do {
    const accept = options.metadataOnly ? metadataOnlyType : 'application/json'
    const path = pagePath(options, limit - items.length, token)
    const answer = await ask({ method: 'GET', path, accept, ...(timeoutMs ? { timeoutMs } : {}) })
    const page = answer.body as Page
    items.push(...(page.items ?? []))
    serverTimeMs ??= answer.serverTimeMs
    token = page.metadata?.continue || undefined
    if (items.length >= limit) return { items: items.slice(0, limit), serverTimeMs }
  } while (token !== undefined && items.length <= maxItems)
  if (items.length > maxItems)
    throw new ClusterError('refused', `LIST ${options.resource}: more than ${maxItems} objects`)
  return { items, serverTimeMs }
}

function pagePath(
  { resource, namespace, labelSelector, fieldSelector }: ListOptions,
  room: number,
  token?: string,
): string {
  const query = new URLSearchParams({ limit: String(Math.min(pageItems, room)) })
  if (labelSelector !== undefined) query.set('labelSelector', labelSelector)
  if (fieldSelector !== undefined) query.set('fieldSelector', fieldSelector)
  if (token !== undefined) query.set('continue', token)
  return `${resourcePath(resource, namespace)}?${query}`
}
