// The same with the thresholds of an operator who sets none.
import type { Scenario } from '../scenario.ts'
import { imageNotFound } from './image-not-found.ts'

export const imageNotFoundDefaults: Scenario = {
  ...imageNotFound,
  name: 'image not found, default thresholds',
  promise: 'a missing image fails the store at once with the default thresholds too',
  defaults: true,
}
