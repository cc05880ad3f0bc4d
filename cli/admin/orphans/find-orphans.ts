// Compares cluster and database both ways; reads only.
import { listReleases } from '../../../shared/kubernetes/helm-releases.ts'
import type { KubeObject } from '../../../shared/kubernetes/open-cluster.ts'
import { findGone, readSettled } from './find-gone.ts'
import { type Orphan, storeOf } from './orphan.ts'
import type { Sides } from './with-cluster.ts'

/**
 * The rows are read between two looks at the namespaces: what is made meanwhile has its row by then, what is removed
 * meanwhile is not in the second look, and no row is held against a look that is older than itself.
 */
export async function findOrphans(sides: Sides): Promise<Orphan[]> {
  const { database } = sides
  const before = await listNamespaces(sides)
  const rows = await database.query<{ id: string; status: string }>('SELECT id, status FROM stores')
  const settled = await readSettled(sides)
  const namespaces = await listNamespaces(sides)
  const seenBefore = new Set(before.map(({ metadata }) => metadata.uid))
  const lasting = namespaces.filter(({ metadata }) => seenBefore.has(metadata.uid))
  const statuses = new Map(rows.map(({ id, status }) => [id, status]))
  return [...(await findUnknown(lasting, statuses, sides)), ...(await findGone(settled, namespaces, sides))]
}

async function listNamespaces({ cluster, installation }: Sides): Promise<KubeObject[]> {
  const labelSelector = `storeplane.dev/installation=${installation}`
  return (await cluster.list({ resource: 'namespaces', labelSelector })).items
}

async function findUnknown(
  namespaces: KubeObject[],
  statuses: Map<string, string>,
  { cluster }: Sides,
): Promise<Orphan[]> {
  const unknown = namespaces.filter((one) => (statuses.get(storeOf(one)) ?? 'DELETED') === 'DELETED')
  const { releases } = await listReleases(cluster, unknown.map(storeOf))
  return unknown.map((one) => ({
    what: 'no_row',
    id: storeOf(one),
    namespace: one.metadata.name,
    release: releases.get(storeOf(one))?.status ?? null,
    row: statuses.get(storeOf(one)) ?? null,
  }))
}
