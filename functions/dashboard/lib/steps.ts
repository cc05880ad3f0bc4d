// The way of a store as steps, each with the time it took, read from its timeline.
import type { Step, Store, StoreEvent } from '../api/shapes.ts'

export type StepState = 'done' | 'current' | 'failed' | 'ahead'
/** `ms` null where nobody knows yet; of the current step, `sinceMs` says when it began. */
export type Passed = { step: Step; state: StepState; ms: number | null; sinceMs: number | null }

const upward: Step[] = ['queued', 'namespace', 'release', 'volumes', 'database', 'cache', 'setup', 'web', 'url']
const downward: Step[] = ['uninstall', 'namespace_removal']

/** Of the way that the store is on, or was on last; `events` oldest first. */
export function stepsOf(
  { status, progress }: Pick<Store, 'status' | 'progress'>,
  events: readonly StoreEvent[],
): Passed[] {
  const from = events.findLastIndex(({ to }) => to === 'PROVISIONING' || to === 'DELETING')
  const way = from === -1 ? [] : events.slice(from)
  const { took, since } = measure(way)
  const failedAt = status === 'FAILED' ? way.find(({ to }) => to === 'FAILED') : undefined
  const at = progress?.step ?? failedAt?.step ?? null
  // An engine without a cache never has this step; one with a cache has it as soon as it is reached.
  const isOwn = (step: Step) => step !== 'cache' || took.has(step) || at === step
  const steps = (status === 'DELETING' || status === 'DELETED' ? downward : upward).filter(isOwn)
  const place = at === null ? steps.length : steps.indexOf(at)
  return steps.map((step, index) => ({
    step,
    state: index < place ? 'done' : index > place ? 'ahead' : failedAt ? 'failed' : 'current',
    ms: index === place && failedAt && since !== null ? Date.parse(failedAt.at) - since : (took.get(step) ?? null),
    sinceMs: index === place && !failedAt ? since : null,
  }))
}

/** A step that is passed twice, as after a step back, took both times. */
function measure(way: readonly StoreEvent[]): { took: Map<Step, number>; since: number | null } {
  const took = new Map<Step, number>()
  let since: number | null = way[0] ? Date.parse(way[0].at) : null
  for (const { kind, step, at } of way) {
    if (kind !== 'step' || step === null || since === null) continue
    took.set(step, (took.get(step) ?? 0) + Date.parse(at) - since)
    since = Date.parse(at)
  }
  return { took, since }
}
