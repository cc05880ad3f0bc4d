// The same with the thresholds of an operator who sets none: five restarts and three minutes.
import type { Scenario } from '../scenario.ts'
import { crashLoop } from './crash-loop.ts'

export const crashLoopDefaults: Scenario = {
  ...crashLoop,
  name: 'crash loop, default thresholds',
  promise: 'a crash loop is told at its first crash and fails the store after five restarts and three minutes',
  defaults: true,
  realOnly: true,
}
