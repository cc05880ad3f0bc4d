// What every Kubernetes object shares, and the fields of those that the controllers work on.

export type Fields = Record<string, unknown>
export type Labels = Record<string, string>

export interface OwnerReference {
  apiVersion: string
  kind: string
  name: string
  uid: string
  controller?: boolean
  blockOwnerDeletion?: boolean
}

export interface Metadata {
  name: string
  namespace?: string
  generateName?: string
  uid: string
  resourceVersion: string
  creationTimestamp: string
  generation?: number
  deletionTimestamp?: string
  deletionGracePeriodSeconds?: number
  labels?: Labels
  annotations?: Labels
  ownerReferences?: OwnerReference[]
  finalizers?: string[]
}

export interface KubeObject {
  apiVersion: string
  kind: string
  metadata: Metadata
  spec?: object
  status?: object
  [field: string]: unknown
}

export interface Condition {
  type: string
  status: 'True' | 'False' | 'Unknown'
  reason?: string
  message?: string
  lastTransitionTime?: string
}

export interface LabelSelector {
  matchLabels?: Labels
  matchExpressions?: { key: string; operator: string; values?: string[] }[]
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const namespaceOf = (object: KubeObject): string => object.metadata.namespace ?? ''

export const controllerOf = (object: KubeObject): OwnerReference | undefined =>
  object.metadata.ownerReferences?.find((owner) => owner.controller)

/** The form of an object for a client that wants its metadata only. */
export const partialMetadata = ({ metadata }: KubeObject): object => ({
  kind: 'PartialObjectMetadata',
  apiVersion: 'meta.k8s.io/v1',
  metadata,
})

/** The condition list with this one in place; the transition time moves only when the status does. */
export function withCondition(conditions: Condition[] | undefined, next: Condition): Condition[] {
  const before = conditions?.find((condition) => condition.type === next.type)
  const since = before?.status === next.status ? before.lastTransitionTime : undefined
  const dated = { ...next, lastTransitionTime: since ?? timestamp() }
  const others = (conditions ?? []).filter((condition) => condition.type !== next.type)
  return before ? (conditions ?? []).map((c) => (c.type === next.type ? dated : c)) : [...others, dated]
}

/** Now as the API writes it: whole seconds. */
export const timestamp = (atMs = Date.now()): string => `${new Date(atMs).toISOString().slice(0, 19)}Z`
