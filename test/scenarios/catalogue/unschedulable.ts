// A pod that no node has room for.
import type { Scenario } from '../scenario.ts'

export const unschedulable: Scenario = {
  name: 'unschedulable',
  promise:
    'a pod without room is told with the words of the scheduler and fails the store; retry after the repair makes it READY',
  fault: 'unschedulable',
  expected: {
    status: 'FAILED',
    code: 'unschedulable',
    says: /^Pods not ready: .*pod web-\S+ cannot be scheduled: .*Insufficient memory/,
    shown: /FailedScheduling: .*Insufficient memory/,
    told: /cannot be scheduled: .*Insufficient memory/,
    heals: 'by retry',
  },
}
