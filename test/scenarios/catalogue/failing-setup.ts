// A set-up that ends with 1 each time.
import type { Scenario } from '../scenario.ts'

export const failingSetup: Scenario = {
  name: 'failing set-up',
  promise: 'a failing set-up fails the store with what it said last; retry after the repair makes it READY',
  fault: 'failing_setup',
  engine: 'medusa',
  expected: {
    status: 'FAILED',
    code: 'setup_job_failed',
    says: /^Setup job failed: Migrations failed: relation "store" does not exist\.$/,
    evidence: /Job setup-\S+: BackoffLimitExceeded.*\n *pod setup-\S+, container setup: .*exit code 1/,
    shown: /exit code 1/,
    told: /Setup job failed|failed attempts/,
    heals: 'by retry',
  },
}
