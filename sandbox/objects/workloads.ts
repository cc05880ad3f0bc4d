// What makes pods: the fields that the sandbox itself reads.
import type { Condition, Fields, KubeObject, LabelSelector, Metadata } from './object.ts'
import type { PodTemplate } from './pod.ts'

export interface ReplicaSet extends KubeObject {
  spec: { replicas: number; selector: LabelSelector; template: PodTemplate }
  status?: { replicas: number; readyReplicas?: number; conditions?: Condition[] }
}

export interface Deployment extends KubeObject {
  spec: {
    replicas: number
    selector: LabelSelector
    template: PodTemplate
    strategy?: { type?: string }
    paused?: boolean
    progressDeadlineSeconds?: number
    revisionHistoryLimit?: number
  }
  status?: { observedGeneration?: number; conditions?: Condition[] }
}

export interface StatefulSet extends KubeObject {
  spec: {
    replicas: number
    selector: LabelSelector
    template: PodTemplate
    podManagementPolicy?: string
    updateStrategy?: { type?: string }
    volumeClaimTemplates?: { metadata: Partial<Metadata> & { name: string }; spec: Fields }[]
  }
  status?: { currentRevision?: string; updateRevision?: string; conditions?: Condition[] }
}

export interface Job extends KubeObject {
  spec: {
    completions?: number
    parallelism?: number
    backoffLimit?: number
    activeDeadlineSeconds?: number
    ttlSecondsAfterFinished?: number
    suspend?: boolean
    template: PodTemplate
  }
  status?: { startTime?: string; completionTime?: string; conditions?: Condition[]; [field: string]: unknown }
}
