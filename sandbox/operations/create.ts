// Makes an object, for a client or a controller: admission, defaults, validation, then the store.
import { randomUUID } from 'node:crypto'
import type { Cluster } from '../cluster.ts'
import { isFields, type KubeObject, type Metadata, timestamp } from '../objects/object.ts'
import type { Resource } from '../objects/resources.ts'
import { alreadyExists, badRequest, invalid } from '../status.ts'
import { required } from '../validation/causes.ts'
import { validate } from '../validation/validate.ts'
import { admitIntoNamespace } from './admit.ts'
import { checkEncoding } from './check-encoding.ts'
import { withDefaults } from './defaults.ts'
import { admitWithinQuota } from './quota.ts'
import { randomSuffix } from './random-suffix.ts'

/** What a caller hands in: an object whose metadata the server completes. */
export interface Draft {
  apiVersion?: string
  kind?: string
  metadata?: Partial<Metadata>
  [field: string]: unknown
}

export function createObject(
  cluster: Cluster,
  resource: Resource,
  namespace: string,
  draft: Draft,
  { dryRun = false } = {},
): KubeObject {
  const object = withDefaults(resource, complete(resource, namespace, typed(resource, draft)))
  if (resource.namespaced) admitIntoNamespace(cluster, resource, namespace, object.metadata.name)
  validate(resource, object)
  if (cluster.objects.get(resource.key, namespace, object.metadata.name)) {
    throw alreadyExists(resource, object.metadata.name)
  }
  if (resource.key === 'pods') admitWithinQuota(cluster, namespace, object)
  return dryRun ? unsaved(object) : cluster.objects.save(resource.key, object)
}

/** What was never kept has no version. */
function unsaved({ metadata: { resourceVersion: _none, ...metadata }, ...rest }: KubeObject): KubeObject {
  return { ...rest, metadata } as KubeObject
}

/** What the body does not say of its kind, its path says. */
function typed(resource: Resource, draft: Draft): Draft {
  const { kind = resource.kind, apiVersion = resource.apiVersion } = draft
  if (kind === resource.kind && apiVersion === resource.apiVersion) return { ...draft, kind, apiVersion }
  const conversion = `converting (${apiVersion}.${kind}) to (${resource.group || 'core'}.${resource.kind}): unknown conversion`
  throw badRequest(`${kind} in version "${apiVersion}" cannot be handled as a ${resource.kind}: ${conversion}`)
}

function complete(resource: Resource, namespace: string, draft: Draft): KubeObject {
  const given = isFields(draft.metadata) ? draft.metadata : {}
  if (resource.namespaced && given.namespace && given.namespace !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
  }
  const name = given.name || generatedName(given.generateName)
  if (!name) throw invalid(resource, '', [required('metadata.name', 'name or generateName is required')])
  checkEncoding(resource, draft)
  const { status, ...rest } = draft
  const kept = resource.subresources.includes('status') ? {} : { status }
  const labels = resource.key === 'namespaces' ? { ...given.labels, 'kubernetes.io/metadata.name': name } : given.labels
  const { deletionTimestamp: _ignored, ...metadata } = given
  return {
    ...rest,
    ...(kept.status === undefined ? {} : { status: kept.status }),
    metadata: {
      ...metadata,
      name,
      ...(resource.namespaced ? { namespace } : {}),
      ...(labels ? { labels } : {}),
      uid: randomUUID(),
      resourceVersion: '',
      creationTimestamp: timestamp(),
      ...(resource.generation ? { generation: 1 } : {}),
    },
  } as KubeObject
}

/** 63 characters at most: the base gives way to the five random ones. */
const generatedName = (base: string | undefined): string => (base ? base.slice(0, 58) + randomSuffix(5) : '')
