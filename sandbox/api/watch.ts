// Streams changes: from now, from a revision, or from the whole state (WatchList).
import type { ServerResponse } from 'node:http'
import type { Cluster } from '../cluster.ts'
import type { Change } from '../objects/change-log.ts'
import type { KubeObject } from '../objects/object.ts'
import type { Matches } from '../objects/selectors.ts'
import { selectorOf } from '../operations/list.ts'
import { ApiError, expired } from '../status.ts'
import { type Form, presentObject } from './representation.ts'
import type { Route } from './route.ts'

const bookmarkEveryMs = 30_000

export function answerWatch(cluster: Cluster, route: Route, form: Form, response: ServerResponse): void {
  const { resource, query } = route
  const wanted = selectionOf(route)
  const backlog = backlogOf(cluster, route)
  response.writeHead(200, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' })
  response.flushHeaders()

  const write = (type: string, object: object) => response.write(`${JSON.stringify({ type, object })}\n`)
  const tell = (change: Change) => {
    const type = seenAs(change, wanted)
    if (type) write(type, presentObject(form, resource, change.object, query))
  }
  for (const change of backlog) tell(change)
  if (startsWithState(query)) {
    for (const object of cluster.objects.list(resource.key, route.namespace || undefined).filter(wanted)) {
      write('ADDED', presentObject(form, resource, object, query))
    }
    if (query.get('sendInitialEvents') === 'true') write('BOOKMARK', bookmark(cluster, route, true))
  }

  const stop = cluster.objects.log.listen(resource.key, tell)
  const bookmarks = query.get('allowWatchBookmarks') === 'true'
  const bookmarking = setInterval(
    () => bookmarks && write('BOOKMARK', bookmark(cluster, route, false)),
    bookmarkEveryMs,
  )
  const timeoutMs = Number(query.get('timeoutSeconds') ?? 0) * 1000
  const ending = timeoutMs > 0 ? setTimeout(() => response.end(), timeoutMs) : undefined
  response.on('close', () => {
    stop()
    clearInterval(bookmarking)
    clearTimeout(ending)
  })
}

function selectionOf({ resource, namespace, name, query }: Route): Matches {
  const selected = selectorOf(resource, query)
  return (object) =>
    (!namespace || object.metadata.namespace === namespace) &&
    (!name || object.metadata.name === name) &&
    selected(object)
}

/** What happened after the revision the client names. */
function backlogOf({ objects }: Cluster, { resource, query }: Route): Change[] {
  if (startsWithState(query)) return []
  const revision = Number(query.get('resourceVersion'))
  if (!Number.isInteger(revision)) throw unreadable(String(query.get('resourceVersion')))
  const changes = objects.log.since(resource.key, revision)
  if (changes === 'expired') throw expired(`too old resource version: ${revision} (${objects.revision()})`)
  return changes
}

/** The server takes it for a fault of its own. */
function unreadable(version: string): ApiError {
  const parsing = `strconv.ParseUint: parsing "${version}": invalid syntax`
  return new ApiError(500, '', `resourceVersion: Invalid value: "${version}": ${parsing}`)
}

function startsWithState(query: URLSearchParams): boolean {
  const revision = query.get('resourceVersion') ?? ''
  return query.get('sendInitialEvents') === 'true' || revision === '' || revision === '0'
}

/** An object that enters the selection is added, one that leaves it is deleted. */
function seenAs({ type, object, previous }: Change, wanted: Matches): string | undefined {
  if (type !== 'MODIFIED') return wanted(object) ? type : undefined
  const before = previous !== undefined && wanted(previous)
  const after = wanted(object)
  if (before && after) return 'MODIFIED'
  if (after) return 'ADDED'
  return before ? 'DELETED' : undefined
}

function bookmark({ objects }: Cluster, { resource }: Route, initial: boolean): Partial<KubeObject> {
  const annotations = initial ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {}
  const metadata = { resourceVersion: String(objects.revision()), ...annotations }
  return {
    kind: resource.kind,
    apiVersion: resource.apiVersion,
    metadata: metadata as unknown as KubeObject['metadata'],
  }
}
