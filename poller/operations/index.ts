// The registry: the kinds of operation that this poller knows. It claims no other.
import { type OperationKind, operationKinds } from '../../shared/operations/index.ts'
import type { BusyStore } from '../../shared/stores/index.ts'
import { create } from './create.ts'
import type { OperationDefinition } from './definition.ts'
import { deletion } from './delete.ts'
import { poisonedAfter } from './poison.ts'
import { retry } from './retry.ts'

export { type Action, needsHelm, type Wait } from './action.ts'
export type { OperationDefinition } from './definition.ts'

const definitions: Record<OperationKind, OperationDefinition> = { create, retry, delete: deletion }

export const knownKinds: readonly string[] = operationKinds

/** Throws for a kind that this version does not know; `claim` takes none. */
export function definitionOf(kind: string): OperationDefinition {
  const found = Object.hasOwn(definitions, kind) ? definitions[kind as OperationKind] : undefined
  if (found === undefined) throw new Error(`this poller does not know the operation ${kind}`)
  return found
}

/** A store that pollers crash on, of a kind that then ends as failed: `decide` needs no observation for it. */
export function isGivenUp({ expiredLeases, operation }: BusyStore): boolean {
  return expiredLeases >= poisonedAfter && definitionOf(operation.kind).maxAttempts !== null
}
