// The face of this room.
export { cancelOperation } from './cancel-operation.ts'
export { oldReleaseGone, setupComplete } from './checkpoints.ts'
export { getOperation } from './get-operation.ts'
export {
  firstStep,
  kindTraits,
  type OperationKind,
  type OperationState,
  operationKinds,
  operationStates,
  type Queue,
  queueOf,
  queues,
  type Step,
  steps,
} from './kinds.ts'
export { listOperations, type OperationPosition } from './list-operations.ts'
export type { Operation } from './operation.ts'
