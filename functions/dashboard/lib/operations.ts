// What the page must know of operations beside what the API says of each.
import type { Operation, StoreItem } from '../api/shapes.ts'

const cancellable: Record<Operation['kind'], boolean> = { create: true, retry: true, delete: false }

export function isCancellable({ kind, finished_at }: Operation): boolean {
  return finished_at === null && cancellable[kind]
}

/** The latest, with the step that its store is known to be at: that is read more often. */
export function latestOf(operations: readonly Operation[], { operation: open }: Pick<StoreItem, 'operation'>) {
  const [latest] = operations
  return latest !== undefined && open?.id === latest.id ? { ...latest, step: open.step } : latest
}

/** Of `<key id>:<owner>` the owner; a key's id says nothing to people. */
export function nameOf(actor: string): string {
  return actor.slice(actor.indexOf(':') + 1)
}
