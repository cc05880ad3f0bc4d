// Makes a pod from a template, as a ReplicaSet, StatefulSet or Job does.
import type { Cluster } from '../cluster.ts'
import type { KubeObject, Labels, OwnerReference } from '../objects/object.ts'
import { controllerOf, namespaceOf } from '../objects/object.ts'
import type { Pod, PodTemplate } from '../objects/pod.ts'
import { resourceOf } from '../objects/resources.ts'
import { createObject } from '../operations/create.ts'
import { recordEvent } from '../operations/record-event.ts'
import { ApiError, forbidden } from '../status.ts'
import { subjectOf } from './subject.ts'

interface Order {
  owner: KubeObject
  template: PodTemplate
  /** Left out, the pod gets a generated name. */
  name?: string
  labels?: Labels
  changeSpec?: (spec: PodTemplate['spec']) => PodTemplate['spec']
}

const refusedForMs = 400

/** The refusal when the API server would not have it; it stands in an event as well, and holds for a moment. */
export function makePod(cluster: Cluster, order: Order): ApiError | undefined {
  const { uid } = order.owner.metadata
  const before = cluster.refusals.get(uid)
  if (before && before.untilMs > Date.now()) return before.error
  const error = attempt(cluster, order)
  if (error) cluster.refusals.set(uid, { error, untilMs: Date.now() + refusedForMs })
  else cluster.refusals.delete(uid)
  return error
}

function attempt(cluster: Cluster, order: Order): ApiError | undefined {
  const { owner, template, name, labels, changeSpec = (spec) => spec } = order
  const namespace = namespaceOf(owner)
  try {
    refuseByScenario(cluster, owner, name)
    const metadata = {
      ...(name ? { name } : { generateName: `${owner.metadata.name}-` }),
      labels: { ...template.metadata?.labels, ...labels },
      ...(template.metadata?.annotations ? { annotations: template.metadata.annotations } : {}),
      ownerReferences: [ownerReferenceTo(owner)],
    }
    const spec = changeSpec(structuredClone(template.spec))
    const pod = createObject(cluster, resourceOf('pods'), namespace, { apiVersion: 'v1', kind: 'Pod', metadata, spec })
    told(
      cluster,
      owner,
      'SuccessfulCreate',
      `${created(owner)}${pod.metadata.name}${owner.kind === 'StatefulSet' ? ` in StatefulSet ${owner.metadata.name} successful` : ''}`,
    )
    return undefined
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    told(cluster, owner, 'FailedCreate', refusalText(owner, name, error))
    return error
  }
}

export const ownerReferenceTo = ({ apiVersion, kind, metadata }: KubeObject): OwnerReference => ({
  apiVersion,
  kind,
  name: metadata.name,
  uid: metadata.uid,
  controller: true,
  blockOwnerDeletion: true,
})

/** The pods that an owner controls. */
export const podsOf = (cluster: Cluster, owner: KubeObject): Pod[] =>
  cluster.objects
    .dependents(owner.metadata.uid)
    .filter(({ key, object }) => key === 'pods' && controllerOf(object)?.uid === owner.metadata.uid)
    .map(({ object }) => object as Pod)

function refuseByScenario(cluster: Cluster, owner: KubeObject, name = `${owner.metadata.name}-`): void {
  const rule = cluster.scenario.find(subjectOf(cluster, owner), 'pods_refused')
  const quota = 'exceeded quota: pods, requested: pods=1, used: pods=0, limited: pods=0'
  // A webhook that does not answer is an error of the API server, and no refusal of anybody's.
  if (rule?.message?.startsWith('Internal error occurred: ')) throw new ApiError(500, 'InternalError', rule.message)
  if (rule) throw forbidden(resourceOf('pods'), name, rule.message ?? quota)
}

const created = ({ kind }: KubeObject): string => (kind === 'StatefulSet' ? 'create Pod ' : 'Created pod: ')

const refusalText = (owner: KubeObject, name: string | undefined, error: ApiError): string =>
  owner.kind === 'StatefulSet'
    ? `create Pod ${name} in StatefulSet ${owner.metadata.name} failed error: ${error.message}`
    : `Error creating: ${error.message}`

const components: Record<string, string> = {
  ReplicaSet: 'replicaset-controller',
  StatefulSet: 'statefulset-controller',
  Job: 'job-controller',
}

function told(cluster: Cluster, owner: KubeObject, reason: 'SuccessfulCreate' | 'FailedCreate', message: string): void {
  const type = reason === 'FailedCreate' ? 'Warning' : 'Normal'
  recordEvent(cluster, owner, {
    type,
    reason,
    message,
    component: components[owner.kind] ?? 'controller',
    combined: reason === 'FailedCreate',
  })
}
