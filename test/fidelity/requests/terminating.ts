// A namespace that is going: what it says, what it refuses, and that it goes once nothing holds it.
import { namespace, type Request } from '../request.ts'

const path = `/api/v1/namespaces/${namespace}`
const maps = `${path}/configmaps`
const held = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'held', finalizers: ['storeplane.test/held'] } }
const conditions = (body: unknown) =>
  (body as { status?: { conditions?: { type: string; status: string }[] } }).status?.conditions ?? []

export const terminating: Request[] = [
  { name: 'something with a finalizer', method: 'POST', path: maps, body: held },
  { name: 'which is removed, but stays', method: 'DELETE', path: `${maps}/held` },
  { name: 'the namespace removed', method: 'DELETE', path },
  {
    name: 'the namespace that is held',
    path,
    until: (body) =>
      conditions(body).some(({ type, status }) => type === 'NamespaceFinalizersRemaining' && status === 'True') &&
      !/persistentvolumeclaims|pods\./.test(JSON.stringify(body)),
  },
  {
    name: 'nothing is made in it',
    method: 'POST',
    path: maps,
    body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'late' } },
  },
  {
    name: 'it is let go',
    method: 'PATCH',
    path: `${maps}/held`,
    headers: { 'content-type': 'application/merge-patch+json' },
    body: { metadata: { finalizers: null } },
  },
  { name: 'it is gone', path, until: (_, status) => status === 404 },
]
