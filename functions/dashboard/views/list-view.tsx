// The stores, what needs attention first; a view that stays quick with thousands, for only what is in sight is drawn.
import { useMemo } from 'hono/jsx/dom'
import type { Actions } from '../state/actions.ts'
import { askedStatuses, groupOfStatus } from '../state/lists.ts'
import { rowsOf } from '../state/rows.ts'
import type { State } from '../state/state.ts'
import { texts } from '../texts.ts'
import { Empty, Skeleton } from './empty.tsx'
import { Filters } from './filters.tsx'
import { Icon } from './icons.tsx'
import { LongList } from './long-list.tsx'
import { PollerNote } from './poller-note.tsx'
import { ProblemNote } from './problem.tsx'

export function ListView({ state, actions }: { state: State; actions: Actions }) {
  const { lists, route, overview, listProblem } = state
  const rows = useMemo(() => rowsOf(lists), [lists])
  const loaded = askedStatuses(route.filter).every((status) => lists[groupOfStatus(status)].cursor !== undefined)
  return (
    <div class="stores">
      <div class="headline">
        <h1>{texts.titles.stores}</h1>
        {overview?.access.scopes.includes('write') ? (
          <button type="button" class="main" aria-keyshortcuts="c" onClick={() => actions.open({ kind: 'create' })}>
            <Icon name="plus" />
            {texts.create.open}
          </button>
        ) : null}
      </div>
      <PollerNote overview={overview} />
      <Filters state={state} actions={actions} />
      <ProblemNote problem={listProblem} />
      {rows.length > 0 ? (
        <LongList rows={rows} state={state} actions={actions} />
      ) : loaded ? (
        <Empty state={state} actions={actions} />
      ) : (
        <Skeleton />
      )}
    </div>
  )
}
