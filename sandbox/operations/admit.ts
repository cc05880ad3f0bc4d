// Nothing is made in a namespace that is absent or on its way out.
import type { Cluster } from '../cluster.ts'
import type { Resource } from '../objects/resources.ts'
import { resourceOf } from '../objects/resources.ts'
import { forbidden, notFound } from '../status.ts'

export function admitIntoNamespace(cluster: Cluster, resource: Resource, namespace: string, name: string): void {
  const found = cluster.objects.get('namespaces', '', namespace)
  if (!found) throw notFound(resourceOf('namespaces'), namespace)
  if (!found.metadata.deletionTimestamp) return
  throw forbidden(
    resource,
    name,
    `unable to create new content in namespace ${namespace} because it is being terminated`,
    [
      {
        reason: 'NamespaceTerminating',
        message: `namespace ${namespace} is being terminated`,
        field: 'metadata.namespace',
      },
    ],
  )
}
