// Saves an object, or removes it when it was only waiting for its last finalizer.
import type { Cluster } from '../cluster.ts'
import { type KubeObject, namespaceOf } from '../objects/object.ts'

export function settle({ objects }: Cluster, key: string, object: KubeObject): KubeObject {
  if (!isOver(key, object)) return objects.save(key, object)
  objects.remove(key, namespaceOf(object), object.metadata.name)
  return object
}

function isOver(key: string, { metadata, spec }: KubeObject): boolean {
  if (!metadata.deletionTimestamp || (metadata.finalizers ?? []).length > 0) return false
  if (metadata.deletionGracePeriodSeconds) return false
  return key !== 'namespaces' || ((spec as { finalizers?: string[] } | undefined)?.finalizers ?? []).length === 0
}
