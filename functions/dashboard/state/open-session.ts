// Who is looking, from the first question on: with the key of this tab or none, connected for as long as it is accepted.
import { openApi } from '../api/open-api.ts'
import { asProblem } from '../api/problem.ts'
import { type Connected, connect } from '../live/connect.ts'
import { openAnnouncer } from './announce.ts'
import { knownRoute } from './navigate.ts'
import type { Page } from './page.ts'
import { meetProblem, readKey, signedOut, writeKey } from './session.ts'
import type { StateHolder } from './state.ts'

/** `opened` is called each time that there is something to show. */
export function openSession(state: StateHolder, base: string, opened: () => void) {
  let key = readKey()
  let api = openApi(base, key)
  let connected: Connected | null = null
  const page: Page = { state, base, api: () => api, announcer: openAnnouncer((said) => state.set({ said })) }
  const connectAnew = (next: Connected | null) => {
    connected?.stop()
    connected = next
  }
  const useKey = (next: string | null) => {
    key = next
    api = openApi(base, key)
  }
  state.subscribe(() => {
    if (state.get().phase === 'signed-out') connectAnew(null)
  })
  const start = async () => {
    connectAnew(null)
    try {
      const overview = await api.overview()
      state.set(({ route }) => ({
        phase: 'open',
        problem: null,
        hasKey: key !== null,
        overview,
        route: knownRoute(route, overview),
      }))
      connectAnew(connect(page, key))
      opened()
    } catch (error) {
      if (!meetProblem(page, error)) state.set({ phase: 'broken', problem: asProblem(error), hasKey: key !== null })
    }
  }
  /** Throws a ProblemError; only a key that the server knows is kept. */
  const signIn = async (typed: string) => {
    useKey(typed)
    await api.overview()
    writeKey(typed)
    state.set({ phase: 'starting', problem: null, hasKey: true })
    await start()
  }
  const signOut = () => {
    writeKey(null)
    useKey(null)
    state.set(signedOut(null))
  }
  return {
    page,
    start,
    signIn,
    signOut,
    reconnectNow: () => connected?.reconnectNow(),
    refresh: () => connected?.refresh(),
  }
}
