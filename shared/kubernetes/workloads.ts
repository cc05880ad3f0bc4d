// What runs of many stores: one LIST per kind and 100 ids, sorted by store.
import { inChunks } from './chunks.ts'
import type { Cluster, KubeObject } from './open-cluster.ts'

const kinds = ['pods', 'persistentvolumeclaims', 'deployments', 'statefulsets', 'jobs', 'ingresses'] as const

type Kind = (typeof kinds)[number]

export type WorkloadObjects = Record<Kind, KubeObject[]>

type Wanted = { installation: string; ids: string[] }

/** Every id asked for is in the map, with empty lists where nothing is there. */
export async function listWorkloads(
  cluster: Pick<Cluster, 'list'>,
  wanted: Wanted,
): Promise<Map<string, WorkloadObjects>> {
  const found = new Map(wanted.ids.map((id) => [id, noWorkloads()]))
  for (const ids of inChunks(wanted.ids)) {
    const labelSelector = selectorOf({ ...wanted, ids })
    const listings = await Promise.all(kinds.map((resource) => cluster.list({ resource, labelSelector })))
    listings.forEach(({ items }, index) => {
      for (const item of items) {
        if (item.metadata.namespace === `store-${storeOf(item)}`)
          found.get(storeOf(item))?.[kinds[index] as Kind].push(item)
      }
    })
  }
  return found
}

/** The namespaces that carry our labels; a store without one, or with somebody else's, is not in the map. */
export async function listNamespaces(cluster: Pick<Cluster, 'list'>, wanted: Wanted): Promise<Map<string, KubeObject>> {
  const found = new Map<string, KubeObject>()
  for (const ids of inChunks(wanted.ids)) {
    const { items } = await cluster.list({ resource: 'namespaces', labelSelector: selectorOf({ ...wanted, ids }) })
    for (const item of items) if (item.metadata.name === `store-${storeOf(item)}`) found.set(storeOf(item), item)
  }
  return found
}

export function noWorkloads(): WorkloadObjects {
  return { pods: [], persistentvolumeclaims: [], deployments: [], statefulsets: [], jobs: [], ingresses: [] }
}

function selectorOf({ installation, ids }: Wanted): string {
  return `storeplane.dev/installation=${installation},storeplane.dev/store in (${ids.join(',')})`
}

function storeOf({ metadata }: KubeObject): string {
  return metadata.labels?.['storeplane.dev/store'] ?? ''
}
