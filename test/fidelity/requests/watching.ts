// Watches: what has changed since, and what a watch begins with that wants everything first.
import { namespace, type Request } from '../request.ts'

const maps = `/api/v1/namespaces/${namespace}/configmaps`
const only = 'labelSelector=watched'
const labelled = { name: 'watched', labels: { watched: 'yes' } }

export const watching: Request[] = [
  { name: 'where a watch may begin', path: `${maps}?${only}`, capture: { since: '/metadata/resourceVersion' } },
  {
    name: 'something to watch',
    method: 'POST',
    path: maps,
    body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: labelled },
    silent: true,
  },
  {
    name: 'which is changed',
    method: 'PATCH',
    path: `${maps}/watched`,
    headers: { 'content-type': 'application/merge-patch+json' },
    body: { data: { a: '1' } },
    silent: true,
  },
  { name: 'and removed', method: 'DELETE', path: `${maps}/watched`, silent: true },
  { name: 'a watch tells all three', path: `${maps}?${only}&watch=true&resourceVersion={since}&timeoutSeconds=1` },
  {
    name: 'a watch that begins with everything',
    path: `${maps}?fieldSelector=metadata.name%3Done&watch=true&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan&timeoutSeconds=1`,
  },
  {
    name: 'a watch from a version that is no number',
    path: `${maps}?watch=true&resourceVersion=yesterday&timeoutSeconds=1`,
  },
]
