// A web container that crashes for a while, as one whose migration is not through yet.
import type { Scenario } from '../scenario.ts'

export const crashLoopRecovers: Scenario = {
  name: 'crash loop that recovers',
  promise: 'a crash loop that recovers raises no alarm',
  fault: 'crash_loop_recovers',
  expected: { status: 'READY' },
}
