// The same with the thresholds of an operator who sets none.
import type { Scenario } from '../scenario.ts'

export const imageNotFoundDefaults: Scenario = {
  name: 'image not found, default thresholds',
  promise: 'a missing image fails the store at once with the default thresholds too',
  fault: 'image_not_found',
  defaults: true,
  expected: {
    status: 'FAILED',
    code: 'image_not_found',
    says: /^Pods not ready: .*pod (web|cron|setup|database)-\S+.*container \S+.*not found/,
    told: /not found/,
    heals: 'by retry',
  },
}
