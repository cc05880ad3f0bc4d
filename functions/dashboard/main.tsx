// The dashboard's script: holds the state, draws it, and listens to the address and the keyboard.
import { render } from 'hono/jsx/dom'
import { parseRoute } from './lib/route.ts'
import { openActions } from './state/actions.ts'
import { noLists } from './state/lists.ts'
import { holdState } from './state/state.ts'
import { App } from './views/app.tsx'
import { listenToKeys, readShortcuts } from './views/keys.ts'

const state = holdState({
  phase: 'starting',
  problem: null,
  hasKey: false,
  route: parseRoute(location.search),
  overview: null,
  connection: { state: 'connecting' },
  lists: noLists(),
  listProblem: null,
  detail: null,
  open: null,
  said: '',
  shortcuts: readShortcuts(),
  activeId: null,
})
const actions = openActions(state, new URL('api/v1', document.baseURI).href)

history.scrollRestoration = 'manual'
addEventListener('popstate', actions.readAddress)
listenToKeys(state, actions)
const root = document.getElementById('app')
if (root) render(<App state={state} actions={actions} />, root)
void actions.start()
