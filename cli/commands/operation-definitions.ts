// The commands about operations, which call the API.
import { type CommandDefinition, outputOptions, profileOption, storeArgument, waitOptions } from './definition.ts'

const operationArgument = {
  OPERATION: { meaning: 'id of an operation, such as op_0123456789abcdef; storeplane operations STORE shows them' },
} as const

export const operations = {
  summary: "List a store's operations, newest first",
  details: 'What each one was, who asked for it, and how it ended.',
  arguments: storeArgument,
  options: { ...outputOptions, ...profileOption },
  examples: ['storeplane operations my-shop'],
} as const satisfies CommandDefinition

export const operation = {
  summary: 'Show one operation',
  details: 'With --wait it ends when the operation has ended: succeeded (exit code 0) or not (1).',
  arguments: operationArgument,
  options: { ...waitOptions, ...outputOptions, ...profileOption },
  examples: ['storeplane operation op_0123456789abcdef --wait'],
} as const satisfies CommandDefinition

export const cancel = {
  summary: 'Cancel an operation',
  details: 'Nothing in the cluster is removed: the store is FAILED until it is retried or deleted.',
  arguments: operationArgument,
  options: { ...outputOptions, ...profileOption },
  examples: ['storeplane cancel op_0123456789abcdef'],
} as const satisfies CommandDefinition
