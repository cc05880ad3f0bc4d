// The steps of one operation, each with the time it took, read from its events: a step is done only where it was seen done.
import type { Operation, Step, StoreEvent } from '../api/shapes.ts'

export type StepState = 'done' | 'current' | 'failed' | 'ahead'
/** `ms` null where nobody knows yet; of the current step, `sinceMs` says when it began. */
export type Passed = { step: Step; state: StepState; ms: number | null; sinceMs: number | null }

const provisioning: readonly Step[] = [
  'queued',
  'namespace',
  'release',
  'volumes',
  'database',
  'cache',
  'setup',
  'web',
  'url',
]
const stepsOfKind: Record<Operation['kind'], readonly Step[]> = {
  create: provisioning,
  retry: provisioning,
  delete: ['uninstall', 'namespace_removal'],
}
/** Not every engine has these, so they are shown once they are reached. */
const optional: readonly Step[] = ['cache']

type Shown = Pick<Operation, 'id' | 'kind' | 'state' | 'step' | 'created_at' | 'finished_at'>

/** `events` of its store, oldest first. Where a later step was seen done and one before it never, the store has no such step. */
export function stepsOf(operation: Shown, events: readonly StoreEvent[]): Passed[] {
  const { kind, state, step: present, finished_at } = operation
  const { took, since } = measure(operation, events)
  const steps = stepsOfKind[kind]
  const isOpen = finished_at === null
  const stands = isOpen || state === 'failed' || state === 'cancelled' ? present : null
  const lastDone = Math.max(...[...took.keys()].map((step) => steps.indexOf(step)))
  return steps.flatMap((step, index): Passed[] => {
    if (step === stands && isOpen) return [{ step, state: 'current', ms: null, sinceMs: since }]
    if (step === stands) return [{ step, state: 'failed', ms: Date.parse(finished_at ?? '') - since, sinceMs: null }]
    const ms = took.get(step)
    if (ms !== undefined) return [{ step, state: 'done', ms, sinceMs: null }]
    return index < lastDone || optional.includes(step) ? [] : [{ step, state: 'ahead', ms: null, sinceMs: null }]
  })
}

/** A step that is passed twice, as after a step back, took both times. */
function measure({ id, created_at }: Shown, events: readonly StoreEvent[]): { took: Map<Step, number>; since: number } {
  const took = new Map<Step, number>()
  let since = Date.parse(created_at)
  for (const { kind, step, at, operation_id } of events) {
    if (operation_id !== id || kind !== 'step' || step === null) continue
    took.set(step, (took.get(step) ?? 0) + Date.parse(at) - since)
    since = Date.parse(at)
  }
  return { took, since }
}
