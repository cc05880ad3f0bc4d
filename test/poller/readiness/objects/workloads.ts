// Deployments, StatefulSets and an Ingress, ready unless told otherwise.
import type { KubeObject } from '../../../../shared/kubernetes/open-cluster.ts'

type Over = { component?: string; status?: object; spec?: object; metadata?: Partial<KubeObject['metadata']> }

export function deployment(name: string, { component = 'web', status, spec, metadata }: Over = {}): KubeObject {
  const full = { observedGeneration: 2, replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1 }
  return {
    metadata: metadataOf(name, component, metadata),
    spec: { replicas: 1, strategy: { type: 'RollingUpdate' }, ...spec },
    status: { ...full, ...status },
  }
}

export function statefulSet(name: string, { component = 'database', status, spec, metadata }: Over = {}): KubeObject {
  const full = { observedGeneration: 2, replicas: 1, readyReplicas: 1, currentRevision: 'r1', updateRevision: 'r1' }
  return {
    metadata: metadataOf(name, component, metadata),
    spec: { replicas: 1, serviceName: name, ...spec },
    status: { ...full, ...status },
  }
}

/** No address: whether one is there says nothing. */
export function ingress(): KubeObject {
  return { metadata: metadataOf('web', 'web'), spec: {}, status: { loadBalancer: {} } }
}

export const notReady = { readyReplicas: 0, availableReplicas: 0 }

export const deadlineExceeded = {
  ...notReady,
  conditions: [
    {
      type: 'Progressing',
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: 'ReplicaSet "web-6d" has timed out progressing.',
    },
  ],
}

export const replicaFailure = (message: string) => ({
  ...notReady,
  replicas: 0,
  updatedReplicas: 0,
  conditions: [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message }],
})

export function metadataOf(name: string, component: string, over: Partial<KubeObject['metadata']> = {}) {
  const labels = { 'app.kubernetes.io/component': component }
  return { name, namespace: 'store-a', uid: `uid-${name}`, generation: 2, labels, ...over }
}
