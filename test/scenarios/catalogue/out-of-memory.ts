// A container that wants more memory than its limit.
import type { Scenario } from '../scenario.ts'

export const outOfMemory: Scenario = {
  name: 'out of memory',
  promise:
    'a container that runs out of memory is told as that and fails the store; retry after the repair makes it READY',
  fault: 'out_of_memory',
  expected: {
    status: 'FAILED',
    code: 'out_of_memory',
    says: /^Pods not ready: a container was killed for using more memory than its limit \(web\)$/,
    evidence: /pod web-\S+, container web: .*OOMKilled/,
    shown: /OOMKilled/,
    told: /more memory than its limit/,
    heals: 'by retry',
  },
}
