// What is being done to a store, or was done last: since when, for whom, its steps, and the way to cancel it.
import type { Operation, StoreEvent, StoreItem } from '../api/shapes.ts'
import { age, moment } from '../lib/format.ts'
import { isCancellable, latestOf, nameOf } from '../lib/operations.ts'
import type { Actions } from '../state/actions.ts'
import { texts } from '../texts.ts'
import { StepList } from './step-list.tsx'

type Props = {
  store: StoreItem
  operations: readonly Operation[]
  events: readonly StoreEvent[]
  now: number
  mayWrite: boolean
  actions: Actions
}

export function OperationPanel({ store, operations, events, now, mayWrite, actions }: Props) {
  const operation = latestOf(operations, store)
  if (operation === undefined) return null
  const { kind, state, created_at, actor } = operation
  return (
    <section class="panel" id="operation">
      <h2>
        {texts.operation.kind[kind]} <span class="hint">{texts.operation.state[state]}</span>
      </h2>
      <p class="hint asked" title={`${moment(created_at)}, ${actor}`}>
        {texts.operation.asked(nameOf(actor), age(now - Date.parse(created_at)))}
      </p>
      <StepList operation={operation} events={events} now={now} />
      {mayWrite && isCancellable(operation) ? (
        <button
          type="button"
          class="small"
          onClick={() => actions.open({ kind: 'cancel', operation, name: store.name })}
        >
          {texts.cancel.open}
        </button>
      ) : null}
    </section>
  )
}
