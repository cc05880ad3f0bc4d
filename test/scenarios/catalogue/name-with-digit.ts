// A name that is no DNS-1035 label, as Services want them.
import type { Scenario } from '../scenario.ts'

export const nameWithDigit: Scenario = {
  name: '99bikes',
  promise: 'a name that begins with a digit becomes READY and is deleted without a trace',
  expected: { status: 'READY' },
}
