// What was done to a store before, newest first: how each one ended, and why it did not succeed.
import type { Operation } from '../api/shapes.ts'
import { nowMs } from '../lib/clock.ts'
import { moment, shortMoment } from '../lib/format.ts'
import { nameOf } from '../lib/operations.ts'
import { texts } from '../texts.ts'

type Props = { operations: readonly Operation[]; more: boolean }

export function EarlierOperations({ operations, more }: Props) {
  const earlier = operations.slice(1)
  if (earlier.length === 0) return null
  return (
    <section class="panel" id="earlier">
      <h2>{texts.operation.earlier}</h2>
      <ol class="past">
        {earlier.map((operation) => (
          <Ended key={operation.id} operation={operation} />
        ))}
      </ol>
      {more ? <p class="hint">{texts.operation.more}</p> : null}
    </section>
  )
}

function Ended({ operation }: { operation: Operation }) {
  const { kind, state, created_at, finished_at } = operation
  const at = finished_at ?? created_at
  const why = whyOf(operation)
  return (
    <li>
      <p class="what">
        <strong>{texts.operation.kind[kind]}</strong>
        <span class="when">
          {texts.operation.state[state]}
          <time dateTime={at} title={moment(at)}>
            {shortMoment(at, nowMs())}
          </time>
        </span>
      </p>
      {why === null ? null : <p class="message">{why}</p>}
    </li>
  )
}

function whyOf({ failure_reason, cancelled_by }: Operation): string | null {
  return failure_reason ?? (cancelled_by === null ? null : texts.operation.cancelledBy(nameOf(cancelled_by)))
}
