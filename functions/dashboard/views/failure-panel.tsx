// Why a store failed or is not well, what a person does about it, and what was seen of it at that time.
import type { Overview, StoreEvent, StoreItem } from '../api/shapes.ts'
import { texts } from '../texts.ts'
import { Evidence } from './evidence.tsx'

type Props = { store: StoreItem; overview: Overview | null; events: readonly StoreEvent[] }

export function FailurePanel({ store, overview, events }: Props) {
  const { status, failure_code, failure_reason, health, recoverable } = store
  if (health?.status === 'degraded')
    return (
      <section class="panel is-degraded">
        <h2>{texts.degraded}</h2>
        <p class="reason">{health.reason}</p>
      </section>
    )
  if (status !== 'FAILED') return null
  const help = overview?.failures.find(({ code }) => code === failure_code)
  const seen = events.findLast(({ kind, evidence }) => kind === 'evidence' && evidence)
  return (
    <section class="panel is-failed">
      <h2>
        {texts.status.FAILED} <code>{failure_code}</code>
      </h2>
      <p class="reason">{failure_reason}</p>
      {recoverable ? <p class="reason">{texts.store.recoverable}</p> : null}
      {help ? (
        <p>
          <strong>{texts.store.whatToDo}:</strong> {help.cure}
        </p>
      ) : null}
      {seen?.evidence ? <Evidence text={seen.evidence} /> : null}
    </section>
  )
}
