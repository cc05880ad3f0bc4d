// A real cluster before and after it is measured on: nobody's stores may be there, and nothing of ours stays.
import type { Cluster } from '../../../shared/kubernetes/open-cluster.ts'
import { eventually } from '../../support/eventually.ts'

/** Throws where stores live that are not ours to touch. */
export async function refuseStores(cluster: Cluster): Promise<void> {
  const { items } = await cluster.list({ resource: 'namespaces', labelSelector: 'storeplane.dev/store' })
  const names = items.map(({ metadata }) => metadata.name)
  if (names.length > 0)
    throw new Error(`there are stores on this cluster, and nothing was touched: ${names.join(', ')}`)
}

/** With the namespaces of an installation go its releases. */
export async function removeStores(cluster: Cluster, installation: string): Promise<void> {
  const labelSelector = `storeplane.dev/installation=${installation}`
  const remaining = async () => (await cluster.list({ resource: 'namespaces', labelSelector })).items
  for (const { metadata } of await remaining())
    await cluster.deleteNamespace({ name: metadata.name, uid: metadata.uid ?? '' })
  await eventually(async () => (await remaining()).length === 0, {
    deadlineMs: 240_000,
    everyMs: 500,
    what: 'the end of the namespaces',
  })
}
