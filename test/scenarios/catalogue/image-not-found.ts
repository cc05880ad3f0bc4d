// An image that no registry has.
import type { Scenario } from '../scenario.ts'

export const imageNotFound: Scenario = {
  name: 'image not found',
  promise:
    'a missing image fails the store at once with pod, container and cause; retry after the repair makes it READY',
  fault: 'image_not_found',
  expected: {
    status: 'FAILED',
    code: 'image_not_found',
    says: /^Pods not ready: .*pod (web|cron|setup|database)-\S+.*container \S+.*not found/,
    told: /not found/,
    heals: 'by retry',
  },
}
