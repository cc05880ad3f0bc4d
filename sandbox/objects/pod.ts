// Pods and their containers: the fields that the sandbox itself reads.
import type { Condition, KubeObject, Metadata } from './object.ts'

export interface Container {
  name: string
  image: string
  env?: { name: string; valueFrom?: { secretKeyRef?: KeyReference; configMapKeyRef?: KeyReference } }[]
  envFrom?: { secretRef?: Reference; configMapRef?: Reference }[]
  volumeMounts?: { name: string; mountPath: string }[]
  terminationMessagePolicy?: 'File' | 'FallbackToLogsOnError'
}

export interface Reference {
  name: string
  optional?: boolean
}

export interface KeyReference extends Reference {
  key: string
}

export interface Volume {
  name: string
  persistentVolumeClaim?: { claimName: string }
  secret?: { secretName: string; optional?: boolean }
  configMap?: Reference
  projected?: { sources?: { secret?: Reference; configMap?: Reference }[] }
}

interface PodSpec {
  containers: Container[]
  initContainers?: Container[]
  volumes?: Volume[]
  restartPolicy?: 'Always' | 'OnFailure' | 'Never'
  nodeName?: string
  [field: string]: unknown
}

export interface PodTemplate {
  metadata?: Partial<Metadata>
  spec: PodSpec
}

export interface Terminated {
  exitCode: number
  reason: string
  message?: string
  startedAt: string
  finishedAt: string
  containerID: string
}

export interface ContainerState {
  waiting?: { reason: string; message?: string }
  running?: { startedAt: string }
  terminated?: Terminated
}

export interface ContainerStatus {
  name: string
  image: string
  imageID: string
  ready: boolean
  started: boolean
  restartCount: number
  state: ContainerState
  lastState: ContainerState
}

export interface Pod extends KubeObject {
  spec: PodSpec
  status?: {
    phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed'
    conditions?: Condition[]
    containerStatuses?: ContainerStatus[]
    initContainerStatuses?: ContainerStatus[]
    [field: string]: unknown
  }
}
