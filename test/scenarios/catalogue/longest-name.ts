// The longest name there may be.
import type { Scenario } from '../scenario.ts'

export const longestName: Scenario = {
  name: 'abbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbc',
  promise: 'a name of 40 characters becomes READY and is deleted without a trace',
  expected: { status: 'READY' },
}
