// Replaces an object or one of its subresources; what the server owns stays as it was.
import { isDeepStrictEqual } from 'node:util'
import type { Cluster } from '../cluster.ts'
import { type Fields, isFields, type KubeObject, type Metadata } from '../objects/object.ts'
import type { Resource } from '../objects/resources.ts'
import { badRequest, conflict, invalid } from '../status.ts'
import { invalidValue } from '../validation/causes.ts'
import { validate } from '../validation/validate.ts'
import { checkEncoding } from './check-encoding.ts'
import { withDefaults } from './defaults.ts'
import { settle } from './settle.ts'

export interface Update {
  subresource?: string | undefined
  dryRun?: boolean
}

export function updateObject(
  cluster: Cluster,
  resource: Resource,
  current: KubeObject,
  next: Partial<KubeObject>,
  { subresource, dryRun = false }: Update = {},
): KubeObject {
  const metadata: Partial<Metadata> = isFields(next.metadata) ? next.metadata : {}
  checkPreconditions(resource, current, metadata)
  const merged = mergeInto(resource, current, next, metadata, subresource)
  if (!subresource) validate(resource, merged, current)
  if (dryRun) return merged
  return settle(cluster, resource.key, merged)
}

function checkPreconditions(resource: Resource, current: KubeObject, given: Partial<Metadata>): void {
  const { name, uid, resourceVersion } = current.metadata
  if (given.name && given.name !== name) {
    throw badRequest(`the name of the object (${given.name}) does not match the name on the URL (${name})`)
  }
  if (given.uid && given.uid !== uid) {
    throw invalid(resource, name, [invalidValue('metadata.uid', given.uid, 'field is immutable')])
  }
  if (given.resourceVersion && given.resourceVersion !== resourceVersion) {
    throw conflict(
      resource,
      name,
      'the object has been modified; please apply your changes to the latest version and try again',
    )
  }
}

function mergeInto(
  resource: Resource,
  current: KubeObject,
  next: Partial<KubeObject>,
  metadata: Partial<Metadata>,
  subresource: string | undefined,
): KubeObject {
  if (subresource === 'status') return { ...current, ...(next.status ? { status: next.status } : {}) }
  const { finalizers } = (next.spec ?? {}) as { finalizers?: string[] }
  if (subresource === 'finalize') return { ...current, spec: { ...current.spec, finalizers: finalizers ?? [] } }
  checkEncoding(resource, next as Fields)
  const { status: _theirs, ...rest } = next
  const kept = resource.subresources.includes('status') ? current.status : next.status
  const whole = {
    ...rest,
    apiVersion: current.apiVersion,
    kind: current.kind,
    metadata: { ...metadata, ...ownedByServer(current) },
    ...(kept === undefined ? {} : { status: kept }),
  } as KubeObject
  return withGeneration(resource, current, withDefaults(resource, keepAllocated(resource, current, whole)))
}

function ownedByServer({ metadata }: KubeObject): Partial<Metadata> {
  const { name, namespace, uid, resourceVersion, creationTimestamp, generation, deletionTimestamp } = metadata
  const owned = { name, namespace, uid, resourceVersion, creationTimestamp, generation, deletionTimestamp }
  return Object.fromEntries(Object.entries(owned).filter(([, value]) => value !== undefined))
}

/** A PUT that leaves out what the server once allocated does not ask to change it. */
function keepAllocated({ key }: Resource, current: KubeObject, next: KubeObject): KubeObject {
  const allocated: Record<string, string[]> = {
    services: ['clusterIP', 'clusterIPs'],
    persistentvolumeclaims: ['volumeName'],
    'jobs.batch': ['selector'],
    pods: ['nodeName'],
  }
  const old = (current.spec ?? {}) as Fields
  const kept = (allocated[key] ?? []).filter((field) => old[field] !== undefined)
  if (kept.length === 0) return next
  return { ...next, spec: { ...Object.fromEntries(kept.map((field) => [field, old[field]])), ...next.spec } }
}

function withGeneration({ generation }: Resource, current: KubeObject, next: KubeObject): KubeObject {
  if (!generation || isDeepStrictEqual(current.spec, next.spec)) return next
  return { ...next, metadata: { ...next.metadata, generation: (current.metadata.generation ?? 1) + 1 } }
}
