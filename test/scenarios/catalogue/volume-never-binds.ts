// A storage class that nobody provides.
import type { Scenario } from '../scenario.ts'

export const volumeNeverBinds: Scenario = {
  name: 'volume that never binds',
  promise:
    'a volume that is never provided is told with the words of the cluster and fails the store; retry after the repair makes it READY',
  fault: 'volume_never_binds',
  expected: {
    status: 'FAILED',
    code: 'volume_not_bound',
    says: /^Pods not ready: .*(volume \S+ is not bound|unbound).*storage ?class/i,
    told: /storage ?class/i,
    heals: 'by retry',
  },
}
