// Deletes an object: at once, or marked and held by its finalizers, its grace period or its dependents.
import type { Cluster } from '../cluster.ts'
import { type KubeObject, namespaceOf, timestamp } from '../objects/object.ts'
import type { Resource } from '../objects/resources.ts'
import { ApiError, conflict, forbidden } from '../status.ts'
import { settle } from './settle.ts'

export type Propagation = 'Background' | 'Foreground' | 'Orphan'

export interface Deletion {
  propagation?: Propagation | undefined
  gracePeriodSeconds?: number | undefined
  uid?: string | undefined
  resourceVersion?: string | undefined
  dryRun?: boolean
}

/** The object as it is afterwards; `gone` tells whether it left at once. */
export function deleteObject(
  cluster: Cluster,
  resource: Resource,
  object: KubeObject,
  deletion: Deletion = {},
): { object: KubeObject; gone: boolean } {
  checkPreconditions(resource, object, deletion)
  if (deletion.dryRun) return { object, gone: true }
  const propagation = deletion.propagation ?? (resource.key === 'jobs.batch' ? 'Orphan' : 'Background')
  if (propagation === 'Orphan') orphanDependents(cluster, object)
  const marked = settle(cluster, resource.key, mark(resource, object, propagation, deletion.gracePeriodSeconds))
  const gone = !cluster.objects.get(resource.key, namespaceOf(object), object.metadata.name)
  return { object: marked, gone }
}

function checkPreconditions(resource: Resource, { metadata }: KubeObject, { uid, resourceVersion }: Deletion): void {
  const { name } = metadata
  if (uid && uid !== metadata.uid) {
    const why = `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`
    // Here the server names the kind where it usually names the resource.
    throw new ApiError(409, 'Conflict', `Operation cannot be fulfilled on ${resource.kind} "${name}": ${why}`, {
      name,
      ...(resource.group ? { group: resource.group } : {}),
      kind: resource.kind,
    })
  }
  if (resourceVersion && resourceVersion !== metadata.resourceVersion) {
    throw conflict(
      resource,
      name,
      `Precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${metadata.resourceVersion}`,
    )
  }
  const permanent = ['default', 'kube-system', 'kube-public']
  if (resource.key === 'namespaces' && permanent.includes(name)) {
    throw forbidden(resource, name, 'this namespace may not be deleted')
  }
}

/** A deployed container runtime needs a moment to stop a pod; one that never started has nothing to stop. */
function mark(resource: Resource, object: KubeObject, propagation: Propagation, grace: number | undefined): KubeObject {
  const { metadata } = object
  const finalizers = metadata.finalizers ?? []
  const waits = propagation === 'Foreground' && !finalizers.includes('foregroundDeletion')
  const seconds = resource.key === 'pods' ? graceOf(object, grace) : 0
  return {
    ...object,
    metadata: {
      ...metadata,
      deletionTimestamp: metadata.deletionTimestamp ?? timestamp(),
      ...(resource.key === 'namespaces' ? {} : { deletionGracePeriodSeconds: seconds }),
      ...(resource.generation && !metadata.deletionTimestamp ? { generation: (metadata.generation ?? 1) + 1 } : {}),
      ...(waits ? { finalizers: [...finalizers, 'foregroundDeletion'] } : {}),
    },
    ...(resource.key === 'namespaces' ? { status: { ...object.status, phase: 'Terminating' } } : {}),
  }
}

function graceOf(pod: KubeObject, asked: number | undefined): number {
  const { nodeName, terminationGracePeriodSeconds = 30 } = pod.spec as {
    nodeName?: string
    terminationGracePeriodSeconds?: number
  }
  return nodeName ? (asked ?? terminationGracePeriodSeconds) : 0
}

function orphanDependents(cluster: Cluster, owner: KubeObject): void {
  for (const { key, object } of cluster.objects.dependents(owner.metadata.uid)) {
    const others = (object.metadata.ownerReferences ?? []).filter(({ uid }) => uid !== owner.metadata.uid)
    cluster.objects.save(key, { ...object, metadata: { ...object.metadata, ownerReferences: others } })
  }
}
