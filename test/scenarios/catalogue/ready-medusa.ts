// The usual case of the other engine.
import type { Scenario } from '../scenario.ts'

export const readyMedusa: Scenario = {
  name: 'READY, Medusa',
  promise: 'a Medusa store becomes READY, answers through the ingress, and is deleted without a trace',
  engine: 'medusa',
  expected: { status: 'READY' },
}
