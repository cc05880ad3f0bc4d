// The whole page: the frame, and the view that the address names.
import { useEffect, useRef } from 'hono/jsx/dom'
import type { Actions } from '../state/actions.ts'
import type { State, StateHolder } from '../state/state.ts'
import { texts } from '../texts.ts'
import { Broken } from './broken.tsx'
import { ConnectionBanner } from './connection.tsx'
import { Dialogs } from './dialogs.tsx'
import { Header } from './header.tsx'
import { ListView } from './list-view.tsx'
import { OverviewView } from './overview-view.tsx'
import { SignIn } from './sign-in.tsx'
import { StoreView } from './store-view.tsx'
import { usePageState } from './use-state.ts'

export function App({ state: holder, actions }: { state: StateHolder; actions: Actions }) {
  const state = usePageState(holder)
  const main = useViewFocus(state)
  useEffect(() => {
    document.title = titleOf(state)
  })
  return (
    <div class="page">
      <a class="skip" href="#main">
        {texts.skip}
      </a>
      <Header state={state} actions={actions} />
      {state.phase === 'open' ? <ConnectionBanner connection={state.connection} actions={actions} /> : null}
      <main id="main" tabIndex={-1} ref={main}>
        <View state={state} actions={actions} />
      </main>
      {state.phase === 'open' ? <Dialogs state={state} actions={actions} /> : null}
      {/* The one place that a screen reader listens to. */}
      <div class="unseen" role="status" aria-live="polite" id="announced">
        {state.said}
      </div>
    </div>
  )
}

function View({ state, actions }: { state: State; actions: Actions }) {
  switch (state.phase) {
    case 'starting':
      return <p class="plain loading">{texts.list.loading}</p>
    case 'signed-out':
      return <SignIn problem={state.problem} actions={actions} />
    case 'broken':
      return <Broken problem={state.problem} hasKey={state.hasKey} actions={actions} />
    case 'open':
      return <OpenView state={state} actions={actions} />
  }
}

function OpenView({ state, actions }: { state: State; actions: Actions }) {
  switch (state.route.view) {
    case 'stores':
      return <ListView state={state} actions={actions} />
    case 'overview':
      return <OverviewView overview={state.overview} actions={actions} />
    case 'store':
      return <StoreView key={state.route.storeId} state={state} actions={actions} />
  }
}

/** A new view begins at its top, where the keyboard and a screen reader go on too. */
function useViewFocus({ route, activeId }: State) {
  const main = useRef<HTMLElement>(null)
  const shown = useRef(`${route.view} ${route.storeId}`)
  useEffect(() => {
    const now = `${route.view} ${route.storeId}`
    if (shown.current === now) return
    shown.current = now
    const focus = () => main.current?.focus({ preventScroll: true })
    // The list goes to where it was, and to the row that one comes from, where that is still there.
    if (route.view === 'stores' && activeId !== null) return unlessFocused(focus)
    if (route.view !== 'stores') scrollTo(0, 0)
    focus()
  }, [route.view, route.storeId])
  return main
}

function unlessFocused(focus: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(() => document.activeElement === document.body && focus()))
}

function titleOf({ phase, route, detail, overview }: State): string {
  if (phase === 'signed-out') return `${texts.titles.signIn} · ${texts.brand}`
  const failed = overview?.stores.find(({ status }) => status === 'FAILED')?.count ?? 0
  const name = route.view === 'store' ? (detail?.store?.name ?? route.storeId) : texts.titles[route.view]
  return `${failed > 0 && route.view === 'stores' ? `(${failed}) ` : ''}${name} · ${texts.brand}`
}
