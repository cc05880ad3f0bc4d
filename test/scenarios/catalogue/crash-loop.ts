// A web container that ends again and again.
import type { Scenario } from '../scenario.ts'

export const crashLoop: Scenario = {
  name: 'crash loop',
  promise:
    'a crash loop is told at its first crash and fails the store with the exit code; retry after the repair makes it READY',
  fault: 'crash_loop',
  expected: {
    status: 'FAILED',
    code: 'crash_loop',
    says: /^Pods not ready: .*pod web-\S+, container web: .*crashe[sd].*exit code/,
    shown: /exit code 255/,
    told: /container web: crashe[sd].*exit code/,
    heals: 'by retry',
  },
}
