// A set-up that ends with 1 each time.
import type { Scenario } from '../scenario.ts'

export const failingSetup: Scenario = {
  name: 'failing set-up',
  promise: 'a failing set-up fails the store with the exit code of its Job; retry after the repair makes it READY',
  fault: 'failing_setup',
  engine: 'medusa',
  expected: {
    status: 'FAILED',
    code: 'setup_job_failed',
    says: /^Setup job failed: Job setup-\S+: .*exit code 1/,
    shown: /exit code 1/,
    told: /Setup job failed|container setup|failed attempts/,
    heals: 'by retry',
  },
}
