// Namespaces, quotas, Secrets, ConfigMaps and events: the fields that the sandbox itself reads.
import { suffixOf } from '../operations/random-suffix.ts'
import type { Condition, KubeObject, Labels } from './object.ts'

export interface Namespace extends KubeObject {
  spec: { finalizers?: string[] }
  status?: { phase: 'Active' | 'Terminating'; conditions?: Condition[] }
}

export interface Quota extends KubeObject {
  spec: { hard?: Labels }
  status?: { hard?: Labels; used?: Labels }
}

export interface Secret extends KubeObject {
  type?: string
  data?: Labels
}

export interface ConfigMap extends KubeObject {
  data?: Labels
  binaryData?: Labels
}

export interface ClusterEvent extends KubeObject {
  count: number
  reason: string
  message: string
  involvedObject: { uid: string; kind: string; name: string; fieldPath?: string }
}

/** Events with the same one are one event, whose count rises. */
export const eventIdentity = (
  about: { uid: string; fieldPath?: string | undefined },
  reason: string,
  message: string,
): string => suffixOf([about.uid, about.fieldPath, reason, message], 16)
