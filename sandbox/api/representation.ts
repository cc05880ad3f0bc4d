// The form in which a client wants objects: whole, metadata only, or as a table.
import { type KubeObject, partialMetadata } from '../objects/object.ts'
import type { Resource } from '../objects/resources.ts'
import { ApiError } from '../status.ts'
import { tableOf } from './table.ts'

export type Form = 'whole' | 'metadata' | 'table'

/** The first form of the Accept header that the sandbox has. */
export function wantedForm(accept: string | undefined): Form {
  for (const type of (accept ?? '').split(',')) {
    if (/as=Table/.test(type)) return 'table'
    if (/as=PartialObjectMetadata(List)?/.test(type)) return 'metadata'
    if (/application\/json|\*\/\*/.test(type)) return 'whole'
  }
  if (accept && !/yaml|protobuf|application\/\*/.test(accept)) throw notAcceptable()
  return 'whole'
}

function notAcceptable(): ApiError {
  const types = ['json', 'yaml', 'vnd.kubernetes.protobuf', 'json;stream=watch', 'vnd.kubernetes.protobuf;stream=watch']
  const available = types.map((type) => `application/${type}`).join(', ')
  return new ApiError(406, 'NotAcceptable', `406: Not Acceptable\n\nAvailable representations: ${available}`, {})
}

export function presentObject(form: Form, resource: Resource, object: KubeObject, query: URLSearchParams): object {
  if (form === 'table') return tableOf(resource, [object], { resourceVersion: object.metadata.resourceVersion }, query)
  return form === 'metadata' ? partialMetadata(object) : object
}

export function presentList(
  form: Form,
  resource: Resource,
  items: KubeObject[],
  metadata: object,
  query: URLSearchParams,
): object {
  if (form === 'table') return tableOf(resource, items, metadata, query)
  if (form === 'metadata') {
    return {
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata,
      items: items.map(partialMetadata),
    }
  }
  return { kind: `${resource.kind}List`, apiVersion: resource.apiVersion, metadata, items: items.map(untyped) }
}

/** Items of a list do not repeat what the list says, so a client must not look for it there. */
const untyped = ({ kind: _kind, apiVersion: _apiVersion, ...rest }: KubeObject): object => rest
