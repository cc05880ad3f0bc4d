// A registry that wants other credentials, or any.
import type { Scenario } from '../scenario.ts'

export const imageRefused: Scenario = {
  name: 'image refused',
  promise: 'a refused image fails the store at once and names the refusal; retry after the repair makes it READY',
  fault: 'image_refused',
  expected: {
    status: 'FAILED',
    code: 'image_pull_failed',
    says: /^Pods not ready: the registry refuses access to the image "\S+\/wordpress:\S+" \(setup\)$/,
    evidence: /pod setup-\S+, container \S+: .*(401 Unauthorized|unauthorized|denied)/,
    shown: /401 Unauthorized|unauthorized|denied/,
    told: /the registry refuses access/,
    heals: 'by retry',
  },
}
