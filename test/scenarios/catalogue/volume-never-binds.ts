// A storage class that nobody provides.
import type { Scenario } from '../scenario.ts'

export const volumeNeverBinds: Scenario = {
  name: 'volume that never binds',
  promise:
    'a volume that is never provided is told with its storage class and fails the store; retry after the repair makes it READY',
  fault: 'volume_never_binds',
  expected: {
    status: 'FAILED',
    code: 'volume_not_bound',
    says: /^Pods not ready: the storage class "\S+" (provides no volume|does not exist) \(volume data-database-0\)$/,
    evidence: /volume claim \S+ is not bound: .*storage ?class/i,
    shown: /storage ?class/i,
    told: /the storage class "\S+" (provides no volume|does not exist)/,
    heals: 'by retry',
  },
}
