// What was seen of one store.
import type { Release } from '../shared/kubernetes/helm-releases.ts'
import type { Verdict } from './readiness/evaluate-readiness.ts'
import type { UrlVerdict } from './readiness/probe-url.ts'

export type NamespaceView = { uid: string; terminating: boolean; blockedBy: string | null }
export type Observation = {
  /** The namespace with our labels; one of somebody else's is not seen here, and met when it is in the way. */
  namespace: NamespaceView | null
  release: Release | null
  /** Null where nobody needs to know yet. */
  readiness: Verdict | null
  /** The Job of the set-up is there, and is complete. */
  setupComplete: boolean
  /** Null until all pods are ready, and where it was not asked. */
  url: UrlVerdict | null
}

/** What is known of a store that was not looked at. */
export const emptyObservation: Observation = {
  namespace: null,
  release: null,
  readiness: null,
  setupComplete: false,
  url: null,
}
