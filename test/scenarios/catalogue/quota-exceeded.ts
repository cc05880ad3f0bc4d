// A quota that leaves no room for the pods.
import type { Scenario } from '../scenario.ts'

export const quotaExceeded: Scenario = {
  name: 'quota exceeded',
  promise: 'an exceeded quota is told as that and fails the store; retry after the repair makes it READY',
  fault: 'quota_exceeded',
  expected: {
    status: 'FAILED',
    code: 'cluster_quota_exceeded',
    says: /^Pods not ready: a quota of the namespace leaves no room for the pod \(database\)$/,
    evidence: /the cluster refuses to make pods for StatefulSet database: .*exceeded quota/,
    shown: /exceeded quota/,
    told: /a quota of the namespace leaves no room/,
    heals: 'by retry',
  },
}
