// What a pod is, asked by those who count pods.
import type { Pod } from '../../objects/pod.ts'

export const isReady = (pod: Pod): boolean =>
  !pod.metadata.deletionTimestamp &&
  (pod.status?.conditions ?? []).some(({ type, status }) => type === 'Ready' && status === 'True')

export const isFinished = (pod: Pod): boolean => pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed'

export const isActive = (pod: Pod): boolean => !isFinished(pod) && !pod.metadata.deletionTimestamp
