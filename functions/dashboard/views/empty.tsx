// What stands where stores will be: nothing yet, nothing that matches, or rows that are on their way.
import type { Actions } from '../state/actions.ts'
import type { State } from '../state/state.ts'
import { texts } from '../texts.ts'

export function Empty({ state, actions }: { state: State; actions: Actions }) {
  const { filter } = state.route
  const filtered = filter.q !== '' || filter.status !== null || filter.engine !== null
  const mayWrite = state.overview?.access.scopes.includes('write') ?? false
  return (
    <section class="empty">
      <h2>{filtered ? texts.empty.noMatch : texts.empty.title}</h2>
      <p>{filtered ? texts.empty.noMatchText : mayWrite ? texts.empty.text : texts.empty.readOnly}</p>
      {filtered ? (
        <button type="button" onClick={actions.clearFilter}>
          {texts.list.clear}
        </button>
      ) : mayWrite ? (
        <button type="button" class="main" onClick={() => actions.open({ kind: 'create' })}>
          {texts.create.open}
        </button>
      ) : null}
    </section>
  )
}

export function Skeleton() {
  return (
    <div class="skeleton">
      <p class="unseen">{texts.list.loading}</p>
      {[1, 2, 3, 4, 5].map((row) => (
        <div key={row} class="bone" aria-hidden="true" />
      ))}
    </div>
  )
}
