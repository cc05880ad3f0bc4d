// Reads what a DELETE asks for, and words its answer.
import { isFields, type KubeObject } from '../objects/object.ts'
import type { Resource } from '../objects/resources.ts'
import type { Deletion, Propagation } from '../operations/delete.ts'

export function deletionOf(body: unknown, query: URLSearchParams): Deletion {
  const options = isFields(body) ? body : {}
  const preconditions = isFields(options['preconditions']) ? options['preconditions'] : {}
  const grace = options['gracePeriodSeconds'] ?? query.get('gracePeriodSeconds') ?? undefined
  const orphan = options['orphanDependents'] === true ? 'Orphan' : undefined
  return {
    propagation: (options['propagationPolicy'] ?? query.get('propagationPolicy') ?? orphan) as Propagation | undefined,
    gracePeriodSeconds: grace === undefined ? undefined : Number(grace),
    uid: preconditions['uid'] as string | undefined,
    resourceVersion: preconditions['resourceVersion'] as string | undefined,
    dryRun: query.has('dryRun') || options['dryRun'] !== undefined,
  }
}

/** Of these the server answers with the object they were, of all others with a Status. */
const shownWhenGone = [
  'pods',
  'services',
  'serviceaccounts',
  'persistentvolumeclaims',
  'persistentvolumes',
  'resourcequotas',
]

export const afterDeletion = (resource: Resource, object: KubeObject, gone: boolean): object =>
  gone && !shownWhenGone.includes(resource.key) ? goneStatus(resource, object) : object

const goneStatus = ({ group, plural }: Resource, { metadata }: KubeObject): object => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Success',
  details: { name: metadata.name, ...(group ? { group } : {}), kind: plural, uid: metadata.uid },
})
