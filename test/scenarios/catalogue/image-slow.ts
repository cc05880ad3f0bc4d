// An image that comes slowly: no reason to fail anything.
import type { Scenario } from '../scenario.ts'

export const imageSlow: Scenario = {
  name: 'slow image',
  promise: 'an image that takes longer to come than a failing one would be given raises no alarm',
  fault: 'image_slow',
  alone: true,
  expected: { status: 'READY' },
}
