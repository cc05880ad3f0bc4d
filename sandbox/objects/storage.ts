// Claims and volumes: the fields that the sandbox itself reads.
import type { KubeObject, Labels } from './object.ts'

export interface Claim extends KubeObject {
  spec: { volumeName?: string; storageClassName?: string; accessModes?: string[]; resources?: { requests?: Labels } }
  status?: { phase: 'Pending' | 'Bound' | 'Lost' }
}

export interface PersistentVolume extends KubeObject {
  spec: { claimRef?: { namespace: string; name: string; uid: string } }
}
