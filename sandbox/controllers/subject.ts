// How an object presents itself to the scenario: by its own name and those of the controllers above it.
import type { Cluster } from '../cluster.ts'
import { controllerOf, type KubeObject, namespaceOf } from '../objects/object.ts'
import { resourceOfKind } from '../objects/resources.ts'
import type { Subject } from '../scenario-source.ts'

export function subjectOf(cluster: Cluster, object: KubeObject): Subject {
  return {
    namespace: object.kind === 'Namespace' ? object.metadata.name : namespaceOf(object),
    identities: identitiesOf(cluster, object),
    labels: object.metadata.labels,
  }
}

function identitiesOf(cluster: Cluster, object: KubeObject): Subject['identities'] {
  const self = { kind: object.kind, name: object.metadata.name }
  const owner = controllerOf(object)
  const resource = owner && resourceOfKind(owner.apiVersion, owner.kind)
  if (!owner || !resource) return [self]
  const above = cluster.objects.get(resource.key, namespaceOf(object), owner.name)
  return [self, ...(above ? identitiesOf(cluster, above) : [{ kind: owner.kind, name: owner.name }])]
}
