// An object of the API, and a list of them.
import type { Resource } from './resources.ts'

type OwnerReference = { kind: string; name: string; uid: string; controller?: boolean }

/** Any object of the API; rooms that look inside `spec` and `status` narrow them themselves. */
export type KubeObject = {
  apiVersion?: string
  kind?: string
  metadata: {
    name: string
    namespace?: string
    uid?: string
    labels?: Record<string, string>
    annotations?: Record<string, string>
    creationTimestamp?: string
    deletionTimestamp?: string
    generation?: number
    finalizers?: string[]
    ownerReferences?: OwnerReference[]
  }
  spec?: Record<string, unknown>
  status?: Record<string, unknown>
}

/** `serverTimeMs` is the API server's own clock, to the second. */
export type Listing = { items: KubeObject[]; serverTimeMs: number }

export type ListOptions = {
  resource: Resource
  namespace?: string
  labelSelector?: string
  fieldSelector?: string
  metadataOnly?: boolean
  /** Take this many and leave the rest. Without it all are taken, and more than 20,000 are an error. */
  limit?: number
  /** For each page; never more than the cluster's own. */
  timeoutMs?: number
}
