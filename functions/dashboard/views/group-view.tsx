// The part of a group that is in sight: its heading, its rows, and the sign that more come.
import { count } from '../lib/format.ts'
import type { Actions } from '../state/actions.ts'
import { type GroupKey, groupOfStatus } from '../state/lists.ts'
import type { Row } from '../state/rows.ts'
import type { State } from '../state/state.ts'
import { texts } from '../texts.ts'
import { StoreRow } from './store-row.tsx'

export function GroupView({ rows, now, state, actions }: { rows: Row[]; now: number; state: State; actions: Actions }) {
  const key = rows[0]?.key ?? 'ready'
  const lines = rows.filter((row) => row.kind === 'store')
  return (
    <section aria-label={texts.groups[key]}>
      {rows.some(({ kind }) => kind === 'heading') ? (
        <h2 class="group">
          {texts.groups[key]}
          <span class="many">{manyOf(state, key)}</span>
        </h2>
      ) : null}
      <ol>
        {lines.map((line) => (
          <StoreRow key={line.store.id} line={line} now={now} state={state} actions={actions} />
        ))}
      </ol>
      {rows.some(({ kind }) => kind === 'more') ? <p class="loading-more">{texts.list.more}</p> : null}
    </section>
  )
}

/** What is here, where that is all; else what the server has counted, where it means the same stores. */
function manyOf({ lists, overview, route: { filter } }: State, key: GroupKey): string {
  const { stores, cursor } = lists[key]
  if (!cursor) return count(stores.length)
  const counted = overview?.stores.find(({ status }) => groupOfStatus(status) === key)
  const same = filter.q === '' && filter.engine === null && counted?.at_least === false
  const others = key === 'ready' ? lists.degraded.stores.length : 0
  return same ? count(Math.max(stores.length, counted.count - others)) : texts.overview.atLeast(stores.length)
}
