// Dependents go with their last owner; an owner deleted in the foreground waits for them.
import type { Cluster } from '../cluster.ts'
import type { Change } from '../objects/change-log.ts'
import { type KubeObject, namespaceOf } from '../objects/object.ts'
import { resourceOf } from '../objects/resources.ts'
import type { Located } from '../objects/store.ts'
import { deleteObject } from '../operations/delete.ts'
import { settle } from '../operations/settle.ts'

const foreground = 'foregroundDeletion'

export function followDependents(cluster: Cluster): { close(): void } {
  const pending = new Set<NodeJS.Immediate>()
  const soon = (work: () => void) => {
    const handle = setImmediate(() => {
      pending.delete(handle)
      work()
    })
    pending.add(handle)
  }
  const stop = cluster.objects.log.listen('*', (change) => {
    if (concernsGarbage(cluster, change)) soon(() => collect(cluster, change))
  })
  return {
    close() {
      stop()
      for (const handle of pending) clearImmediate(handle)
    },
  }
}

function concernsGarbage({ objects }: Cluster, { type, object }: Change): boolean {
  if (type === 'DELETED') return true
  const { ownerReferences = [], finalizers = [], deletionTimestamp } = object.metadata
  if (type === 'ADDED') return ownerReferences.some(({ uid }) => !objects.hasUid(uid))
  return deletionTimestamp !== undefined && finalizers.includes(foreground)
}

function collect(cluster: Cluster, { type, key, object }: Change): void {
  if (type === 'ADDED') removeIfOrphan(cluster, { key, object })
  else if (type === 'MODIFIED') continueForeground(cluster, key, object)
  else followDeletion(cluster, object)
}

function followDeletion(cluster: Cluster, { metadata }: KubeObject): void {
  for (const dependent of cluster.objects.dependents(metadata.uid)) removeIfOrphan(cluster, dependent)
  for (const { uid } of metadata.ownerReferences ?? []) {
    const owner = cluster.objects.located(uid)
    if (owner?.object.metadata.deletionTimestamp) continueForeground(cluster, owner.key, owner.object)
  }
}

function removeIfOrphan(cluster: Cluster, { key, object }: Located): void {
  const current = cluster.objects.get(key, namespaceOf(object), object.metadata.name)
  if (current?.metadata.uid !== object.metadata.uid || current.metadata.deletionTimestamp) return
  const owners = current.metadata.ownerReferences ?? []
  if (owners.length > 0 && owners.some(({ uid }) => cluster.objects.hasUid(uid))) return
  deleteObject(cluster, resourceOf(key), current, { propagation: 'Background' })
}

function continueForeground(cluster: Cluster, key: string, object: KubeObject): void {
  const owner = cluster.objects.get(key, namespaceOf(object), object.metadata.name)
  if (!owner?.metadata.finalizers?.includes(foreground)) return
  const dependents = cluster.objects.dependents(owner.metadata.uid)
  for (const dependent of dependents.filter((one) => !one.object.metadata.deletionTimestamp)) {
    deleteObject(cluster, resourceOf(dependent.key), dependent.object, { propagation: 'Foreground' })
  }
  if (cluster.objects.dependents(owner.metadata.uid).length > 0) return
  const finalizers = owner.metadata.finalizers.filter((one) => one !== foreground)
  settle(cluster, key, { ...owner, metadata: { ...owner.metadata, finalizers } })
}
