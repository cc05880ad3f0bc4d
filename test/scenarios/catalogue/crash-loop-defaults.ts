// The same with the thresholds of an operator who sets none: five restarts and three minutes.
import type { Scenario } from '../scenario.ts'

export const crashLoopDefaults: Scenario = {
  name: 'crash loop, default thresholds',
  promise: 'a crash loop is told at its first crash and fails the store after five restarts and three minutes',
  fault: 'crash_loop',
  defaults: true,
  realOnly: true,
  expected: {
    status: 'FAILED',
    code: 'crash_loop',
    says: /^Pods not ready: .*pod web-\S+, container web: .*crashe[sd].*exit code/,
    shown: /exit code 255/,
    told: /container web: crashe[sd].*exit code/,
    heals: 'by retry',
  },
}
