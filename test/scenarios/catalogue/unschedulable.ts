// A pod that no node has room for.
import type { Scenario } from '../scenario.ts'

export const unschedulable: Scenario = {
  name: 'unschedulable',
  promise:
    'a pod without room is told with what no node has and fails the store; retry after the repair makes it READY',
  fault: 'unschedulable',
  expected: {
    status: 'FAILED',
    code: 'unschedulable',
    says: /^Pods not ready: no node has enough memory for the pod \(web\)$/,
    evidence: /pod web-\S+ cannot be scheduled: .*Insufficient memory/,
    shown: /FailedScheduling: .*Insufficient memory/,
    told: /no node has enough memory/,
    heals: 'by retry',
  },
}
