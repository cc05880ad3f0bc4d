// A store's status as icon and word, and the one sentence that says what it waits for or what is wrong.
import type { StoreItem } from '../api/shapes.ts'
import { groupOf } from '../state/lists.ts'
import { texts } from '../texts.ts'
import { Icon, iconOf } from './icons.tsx'

const stuckAfterMs = 2 * 60_000

export function StatusBadge({ store, now }: { store: StoreItem; now: number }) {
  const key = groupOf(store)
  const stuck = isStuck(store, now)
  const word = stuck ? texts.stuck : key === 'degraded' ? texts.degraded : texts.status[store.status]
  return (
    <span class={`status is-${stuck ? 'degraded' : key}`}>
      <Icon name={stuck ? 'degraded' : iconOf[key]} turning={key === 'provisioning'} />
      {word}
    </span>
  )
}

/** A removal that says the same for minutes waits for somebody. */
export function isStuck({ status, updated_at }: StoreItem, now: number): boolean {
  return status === 'DELETING' && now - Date.parse(updated_at) > stuckAfterMs
}

export function sentenceOf({ status, failure_reason, health, progress, store_url }: StoreItem): string {
  if (status === 'FAILED') return failure_reason ?? ''
  if (health !== null && health.status !== 'healthy') return health.reason ?? texts.health[health.status]
  if (progress !== null) return progressOf(progress)
  if (status === 'SUSPENDED') return texts.list.suspended
  return status === 'READY' ? (store_url ?? texts.list.serving) : texts.list.gone
}

/** In the queue the message says everything: who is ahead, or that no poller is running. */
function progressOf({ step, message }: NonNullable<StoreItem['progress']>): string {
  const name = texts.step[step]
  if (message === null) return name
  return step === 'queued' ? message : `${name}: ${message}`
}
