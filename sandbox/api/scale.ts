// The scale subresource: a workload's number of replicas, alone.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Cluster } from '../cluster.ts'
import type { Fields, KubeObject } from '../objects/object.ts'
import type { Deployment } from '../objects/workloads.ts'
import { updateObject } from '../operations/update.ts'
import { applyPatch } from '../patches/apply-patch.ts'
import { contentTypeOf, readBody } from './read-body.ts'
import type { Route } from './route.ts'
import { send } from './send.ts'

export async function answerScale(
  cluster: Cluster,
  { resource, verb }: Route,
  object: KubeObject,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (verb === 'get') return send(response, 200, scaleOf(object))
  const body = (await readBody(request)) as Fields
  const wanted = verb === 'patch' ? applyPatch(contentTypeOf(request), scaleOf(object), body) : body
  const { replicas } = wanted['spec'] as { replicas: number }
  const { resourceVersion: _resourceVersion, ...metadata } = object.metadata
  const next = { ...object, metadata, spec: { ...object.spec, replicas } } as Partial<KubeObject>
  send(response, 200, scaleOf(updateObject(cluster, resource, object, next)))
}

function scaleOf(object: KubeObject): Fields {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata
  const { replicas = 1, selector } = (object as Deployment).spec
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: replicas > 0 ? { replicas } : {},
    status: {
      replicas: (object.status as { replicas?: number } | undefined)?.replicas ?? 0,
      selector: Object.entries(selector?.matchLabels ?? {})
        .map(([key, value]) => `${key}=${value}`)
        .join(','),
    },
  }
}
