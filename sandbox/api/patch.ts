// Answers PATCH; an apply patch also makes what is absent.
import type { IncomingMessage } from 'node:http'
import type { Cluster } from '../cluster.ts'
import { type Fields, isFields, type KubeObject } from '../objects/object.ts'
import { createObject, type Draft } from '../operations/create.ts'
import { updateObject } from '../operations/update.ts'
import { applyPatch } from '../patches/apply-patch.ts'
import { serverSideApply } from '../patches/server-side-apply.ts'
import { ApiError, badRequest, notFound } from '../status.ts'
import { contentTypeOf, readBody } from './read-body.ts'
import type { Route } from './route.ts'

interface Patched {
  status: number
  object: KubeObject
}

export async function patchObject(cluster: Cluster, route: Route, request: IncomingMessage): Promise<Patched> {
  const body = await readBody(request)
  const type = contentTypeOf(request)
  refuseUnknownType(type)
  const current = cluster.objects.get(route.resource.key, route.namespace, route.name)
  if (type.startsWith('application/apply-patch+')) return apply(cluster, route, current, body)
  if (!current) throw notFound(route.resource, route.name)
  return { status: 200, object: update(cluster, route, current, applyPatch(type, current as Fields, body)) }
}

const known = [
  'json-patch+json',
  'merge-patch+json',
  'strategic-merge-patch+json',
  'apply-patch+yaml',
  'apply-patch+cbor',
]

function refuseUnknownType(type: string): void {
  if (!known.includes(type.replace('application/', '')))
    throw new ApiError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {})
}

function apply(cluster: Cluster, route: Route, current: KubeObject | undefined, body: unknown): Patched {
  if (!isFields(body)) throw badRequest('error decoding YAML: the body is not an object')
  const manager = route.query.get('fieldManager')
  if (!manager) {
    const message = 'Required value: is required for apply patch'
    const causes = [{ reason: 'FieldValueRequired', message, field: 'fieldManager' }]
    const sentence = `PatchOptions.meta.k8s.io "" is invalid: fieldManager: ${message}`
    throw new ApiError(422, 'Invalid', sentence, { group: 'meta.k8s.io', kind: 'PatchOptions', causes })
  }
  const before = current && cluster.applied.get(current.metadata.uid)?.get(manager)
  const object = current
    ? update(cluster, route, current, serverSideApply(current, before, body))
    : createApplied(cluster, route, body)
  if (!isDryRun(route)) remember(cluster, object, manager, body)
  return { status: current ? 200 : 201, object }
}

function remember({ applied }: Cluster, { metadata }: KubeObject, manager: string, body: Fields): void {
  applied.set(metadata.uid, (applied.get(metadata.uid) ?? new Map()).set(manager, body))
}

function createApplied(cluster: Cluster, route: Route, body: Fields): KubeObject {
  const metadata = isFields(body['metadata']) ? body['metadata'] : {}
  const draft = { ...body, metadata: { ...metadata, name: route.name } } as unknown as Draft
  return createObject(cluster, route.resource, route.namespace, draft, { dryRun: isDryRun(route) })
}

function update(cluster: Cluster, route: Route, current: KubeObject, next: Fields): KubeObject {
  const { subresource } = route
  return updateObject(cluster, route.resource, current, next, { subresource, dryRun: isDryRun(route) })
}

const isDryRun = ({ query }: Route): boolean => query.has('dryRun')
