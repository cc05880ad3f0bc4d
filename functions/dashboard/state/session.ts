// Who is looking: a key in this tab, or nobody where none is needed; a refusal leads back to the sign-in.
import { asProblem, type Problem } from '../api/problem.ts'
import { noLists } from './lists.ts'
import type { Page } from './page.ts'

const place = 'storeplane-key'

/** Of this tab alone; null where the browser keeps nothing. */
export function readKey(): string | null {
  try {
    return sessionStorage.getItem(place)
  } catch {
    return null
  }
}

export function writeKey(key: string | null): void {
  try {
    if (key === null) sessionStorage.removeItem(place)
    else sessionStorage.setItem(place, key)
  } catch {
    // It then lasts as long as the page.
  }
}

/** True for a refusal of the key, which is met here; anything else is the caller's. */
export function meetProblem({ state }: Pick<Page, 'state'>, error: unknown): boolean {
  const problem = asProblem(error)
  if (problem.code !== 'unauthorized') return false
  writeKey(null)
  state.set(signedOut(state.get().hasKey ? problem : null))
  return true
}

/** Nothing that was shown to one reader stays for the next. */
export function signedOut(problem: Problem | null) {
  return {
    phase: 'signed-out' as const,
    problem,
    hasKey: false,
    overview: null,
    lists: noLists(),
    detail: null,
    open: null,
  }
}
