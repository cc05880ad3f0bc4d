// Which stores are shown: by the beginning of the name, status and engine; all of it stands in the address.
import { useEffect, useRef } from 'hono/jsx/dom'
import type { Engine, Status } from '../api/shapes.ts'
import { offersOf } from '../lib/engines.ts'
import { count } from '../lib/format.ts'
import { shownStatuses } from '../lib/shown-statuses.ts'
import type { Actions } from '../state/actions.ts'
import { groupOfStatus } from '../state/lists.ts'
import type { State } from '../state/state.ts'
import { texts } from '../texts.ts'
import { Icon, iconOf } from './icons.tsx'

const typedMs = 200

export function Filters({ state, actions }: { state: State; actions: Actions }) {
  const { filter } = state.route
  return (
    <div class="filters">
      <Search q={filter.q} actions={actions} />
      <select
        aria-label={texts.list.engineLabel}
        value={filter.engine ?? ''}
        onInput={(event: Event) =>
          actions.filter({ engine: ((event.target as HTMLSelectElement).value || null) as Engine | null })
        }
      >
        <option value="">{texts.list.everyEngine}</option>
        {offersOf(state.overview).map(({ engine, label }) => (
          <option key={engine} value={engine}>
            {label}
          </option>
        ))}
      </select>
      <fieldset class="chips">
        <legend class="unseen">{texts.list.statusLabel}</legend>
        {[null, ...shownStatuses(state.overview, filter.status)].map((status) => (
          <Chip key={status ?? 'all'} status={status} state={state} actions={actions} />
        ))}
      </fieldset>
    </div>
  )
}

/** The field is the reader's while it has the focus; the address fills it otherwise. */
function Search({ q, actions }: { q: string; actions: Actions }) {
  const field = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => {
    if (field.current && document.activeElement !== field.current) field.current.value = q
  }, [q])
  const typed = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => actions.filter({ q: field.current?.value.trim() ?? '' }, true), typedMs)
  }
  return (
    <span class="search">
      <Icon name="search" />
      <input
        id="search"
        ref={field}
        type="search"
        maxlength={40}
        autocomplete="off"
        spellcheck={false}
        placeholder={texts.list.search}
        aria-label={texts.list.searchLabel}
        aria-keyshortcuts="/"
        onInput={typed}
      />
    </span>
  )
}

function Chip({ status, state, actions }: { status: Status | null; state: State; actions: Actions }) {
  const { filter } = state.route
  const many = countOf(state, status)
  const pressed = filter.status === status
  return (
    <button
      type="button"
      class={`chip ${status === null ? '' : `is-${groupOfStatus(status)}`}`}
      aria-pressed={pressed ? 'true' : 'false'}
      onClick={() => actions.filter({ status })}
    >
      {status === null ? null : <Icon name={iconOf[groupOfStatus(status)]} />}
      {status === null ? texts.list.all : texts.status[status]}
      {many === null ? null : <span class="many">{many}</span>}
    </button>
  )
}

/** Counted by the server for all names and engines, so shown only where neither is asked for. */
function countOf({ overview, route: { filter } }: State, status: Status | null): string | null {
  if (overview === null || filter.q !== '' || filter.engine !== null || status === 'DELETED') return null
  const meant = overview.stores.filter((one) => (status === null ? one.status !== 'DELETED' : one.status === status))
  const many = meant.reduce((sum, one) => sum + one.count, 0)
  return meant.some(({ at_least }) => at_least) ? texts.overview.atLeast(many) : count(many)
}
