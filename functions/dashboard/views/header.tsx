// The top of every view: where one can go, whether it is live, and who is looking.
import { noFilter } from '../lib/route.ts'
import type { Actions } from '../state/actions.ts'
import type { State } from '../state/state.ts'
import { texts } from '../texts.ts'
import { ConnectionMark } from './connection.tsx'
import { Icon, Logo } from './icons.tsx'
import { ViewLink } from './link.tsx'

export function Header({ state, actions }: { state: State; actions: Actions }) {
  const open = state.phase === 'open'
  return (
    <header class="top">
      <ViewLink class="brand" to={{ view: 'stores', storeId: '', filter: noFilter }} actions={actions}>
        <Logo />
        <span>{texts.brand}</span>
      </ViewLink>
      {open ? <Views state={state} actions={actions} /> : null}
      <span class="gap" />
      {open ? <ConnectionMark connection={state.connection} /> : null}
      {open ? (
        <button
          type="button"
          class="quiet icon-only"
          aria-label={texts.help.open}
          title={texts.help.open}
          onClick={() => actions.open({ kind: 'help' })}
        >
          <Icon name="keyboard" />
        </button>
      ) : null}
      {state.hasKey && open ? (
        <button
          type="button"
          class="quiet small"
          title={texts.signIn.who(state.overview?.access.owner ?? '')}
          onClick={actions.signOut}
        >
          {texts.signIn.out}
        </button>
      ) : null}
    </header>
  )
}

function Views({ state: { route }, actions }: { state: State; actions: Actions }) {
  return (
    <nav aria-label={texts.nav.label}>
      {(['stores', 'overview'] as const).map((view) => (
        <ViewLink key={view} to={{ ...route, view, storeId: '' }} current={route.view === view} actions={actions}>
          {texts.nav[view]}
        </ViewLink>
      ))}
    </nav>
  )
}
