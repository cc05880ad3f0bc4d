// Set-up Jobs: complete, running, failed; and events about objects that got no pods.
import type { KubeObject } from '../../../../shared/kubernetes/open-cluster.ts'
import { metadataOf } from './workloads.ts'

export function job(status: object, metadata: Partial<KubeObject['metadata']> = {}): KubeObject {
  return {
    metadata: metadataOf('setup-1f', 'setup', metadata),
    spec: { backoffLimit: 3, activeDeadlineSeconds: 280 },
    status: { ...status },
  }
}

const condition = (type: string, reason?: string, message?: string) => ({ type, status: 'True', reason, message })

export const complete = {
  succeeded: 1,
  failed: 2,
  conditions: [condition('SuccessCriteriaMet'), condition('Complete')],
}

export const running = { active: 1 }

export const overLimit = {
  failed: 4,
  conditions: [condition('Failed', 'BackoffLimitExceeded', 'Job has reached the specified backoff limit')],
}

export const overTime = {
  failed: 1,
  conditions: [condition('Failed', 'DeadlineExceeded', 'Job was active longer than specified deadline')],
}

export function event(kind: string, name: string, o: { reason: string; message: string; at?: string; uid?: string }) {
  const { reason, message, at = '2026-11-24T15:00:00Z', uid = `uid-${name}` } = o
  const about = { involvedObject: { kind, name, uid }, type: 'Warning', reason, message, lastTimestamp: at }
  return { metadata: { name: `${name}.1`, namespace: 'store-a' }, ...about } as KubeObject
}
