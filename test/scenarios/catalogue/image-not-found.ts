// An image that no registry has.
import type { Scenario } from '../scenario.ts'

export const imageNotFound: Scenario = {
  name: 'image not found',
  promise:
    'a missing image fails the store at once and is named, blamed on the earliest step that lacks it, with pod and container in the evidence; retry after the repair makes it READY',
  fault: 'image_not_found',
  expected: {
    status: 'FAILED',
    code: 'image_not_found',
    says: /^Pods not ready: the image "\S+\/wordpress:\S+" does not exist \(setup\)$/,
    evidence: /pod setup-\S+, container \S+: \S+: .*not found/,
    shown: /not found/,
    told: /the image "\S+" does not exist/,
    heals: 'by retry',
  },
}
