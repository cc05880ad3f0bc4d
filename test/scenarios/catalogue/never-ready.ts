// A pod that runs and never says that it is ready.
import type { Scenario } from '../scenario.ts'

export const neverReady: Scenario = {
  name: 'never ready',
  promise: 'a pod that never becomes ready is told as that and fails the store; retry after the repair makes it READY',
  fault: 'never_ready',
  own: true,
  expected: {
    status: 'FAILED',
    code: 'pods_not_ready',
    says: /^Pods not ready: the pods did not become ready within 30 s \(web\)$/,
    evidence: /Deployment web: .*progress/,
    shown: /Unhealthy: /,
    told: /pod web-\S+ runs but is not ready/,
    heals: 'by retry',
  },
}
