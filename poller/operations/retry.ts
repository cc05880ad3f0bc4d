// retry: once more for a store that failed. What the failed attempt left is removed first, unless it has become healthy.
import type { OperationDefinition } from './definition.ts'
import { provisioning } from './provisioning.ts'

/** From its first checkpoint on a release that is there is its own. */
export const retry: OperationDefinition = {
  kind: 'retry',
  ...provisioning(({ operation }) => operation.kind === 'retry' && operation.checkpoint === null),
}
