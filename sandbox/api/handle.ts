// Does what a route says and answers in the form the client wants.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Cluster } from '../cluster.ts'
import type { KubeObject } from '../objects/object.ts'
import { createObject, type Draft } from '../operations/create.ts'
import { deleteObject } from '../operations/delete.ts'
import { listObjects } from '../operations/list.ts'
import { updateObject } from '../operations/update.ts'
import { badRequest, notAllowed, notFound, unknownPath } from '../status.ts'
import { afterDeletion, deletionOf } from './deletion.ts'
import { answerLog } from './logs.ts'
import { patchObject } from './patch.ts'
import { readBody } from './read-body.ts'
import { presentList, presentObject, wantedForm } from './representation.ts'
import { answerReview } from './review.ts'
import type { Route } from './route.ts'
import { answerScale } from './scale.ts'
import { send } from './send.ts'
import { answerWatch } from './watch.ts'

export async function handle(
  cluster: Cluster,
  route: Route,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { resource, verb, namespace, subresource, query } = route
  const wantsName = verb === 'update' || verb === 'patch'
  if (!resource.verbs.includes(verb) || (wantsName && !route.name)) throw notAllowed()
  if (subresource && !resource.subresources.includes(subresource)) throw unknownPath()
  if (resource.group === 'authorization.k8s.io')
    return answerReview(cluster, resource, await readBody(request), response)
  if (subresource === 'log') return answerLog(cluster, find(cluster, route), query, response)
  if (subresource === 'scale') return answerScale(cluster, route, find(cluster, route), request, response)

  const form = wantedForm(request.headers.accept)
  const dryRun = query.has('dryRun')
  const show = (status: number, object: KubeObject) =>
    send(response, status, presentObject(form, resource, object, query))
  switch (verb) {
    case 'get':
      return show(200, find(cluster, route))
    case 'list': {
      const { items, metadata } = listObjects(cluster, resource, namespace || undefined, query)
      return send(response, 200, presentList(form, resource, items, metadata, query))
    }
    case 'watch':
      return answerWatch(cluster, route, form, response)
    case 'create': {
      if (subresource === 'eviction') return answerDelete(cluster, route, undefined, response)
      const draft = (await readBody(request)) as Draft | undefined
      if (!draft) throw badRequest('the body of the request is empty')
      const place = namespace || (resource.namespaced ? 'default' : '')
      return show(201, createObject(cluster, resource, place, draft, { dryRun }))
    }
    case 'update': {
      const next = (await readBody(request)) as Partial<KubeObject>
      return show(200, updateObject(cluster, resource, find(cluster, route), next, { subresource, dryRun }))
    }
    case 'patch': {
      const { status, object } = await patchObject(cluster, route, request)
      return show(status, object)
    }
    case 'delete':
      return answerDelete(cluster, route, await readBody(request), response)
    case 'deletecollection': {
      const deletion = deletionOf(await readBody(request), query)
      const { items, metadata } = listObjects(cluster, resource, namespace || undefined, query)
      for (const object of items) deleteObject(cluster, resource, object, deletion)
      return send(response, 200, presentList('whole', resource, items, metadata, query))
    }
    default:
      throw notAllowed()
  }
}

function find({ objects }: Cluster, { resource, namespace, name }: Route): KubeObject {
  const found = objects.get(resource.key, namespace, name)
  if (!found) throw notFound(resource, name)
  return found
}

function answerDelete(cluster: Cluster, route: Route, body: unknown, response: ServerResponse): void {
  const target = find(cluster, route)
  const { object, gone } = deleteObject(cluster, route.resource, target, deletionOf(body, route.query))
  send(response, 200, afterDeletion(route.resource, object, gone))
}
