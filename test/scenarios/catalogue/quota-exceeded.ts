// A quota that leaves no room for the pods.
import type { Scenario } from '../scenario.ts'

export const quotaExceeded: Scenario = {
  name: 'quota exceeded',
  promise: 'an exceeded quota is told as that and fails the store; retry after the repair makes it READY',
  fault: 'quota_exceeded',
  expected: {
    status: 'FAILED',
    code: 'cluster_quota_exceeded',
    says: /^Pods not ready: .*exceeded quota/,
    told: /exceeded quota/,
    heals: 'by retry',
  },
}
