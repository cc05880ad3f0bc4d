// The same, 90 s long, with the thresholds of an operator who sets none.
import type { Scenario } from '../scenario.ts'

export const crashLoopRecoversDefaults: Scenario = {
  name: 'crash loop that recovers after 90 s, default thresholds',
  promise: 'a crash loop that recovers after 90 s raises no alarm',
  fault: 'crash_loop_recovers',
  defaults: true,
  realOnly: true,
  expected: { status: 'READY' },
}
