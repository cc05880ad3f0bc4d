// retry: once more for a store that failed. What the failed attempt left is removed first, unless it has become healthy.
import type { OperationDefinition } from './definition.ts'
import { provisioning } from './provisioning.ts'

/** The checkpoint of a retry whose old release is gone: a release that is there from then on is its own. */
export const oldReleaseGone = 'old_release_gone'

export const retry: OperationDefinition = {
  kind: 'retry',
  ...provisioning(({ operation }) => operation.kind === 'retry' && operation.checkpoint !== oldReleaseGone),
}
