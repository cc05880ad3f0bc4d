// Single keys that lead through the page; they can be switched off, and rest while one types.

import type { Actions } from '../state/actions.ts'
import { visibleIds } from '../state/rows.ts'
import type { StateHolder } from '../state/state.ts'

const place = 'storeplane-shortcuts'

export function readShortcuts(): boolean {
  return localStorage.getItem(place) !== 'off'
}

export function writeShortcuts(on: boolean): void {
  localStorage.setItem(place, on ? 'on' : 'off')
}

export function listenToKeys(state: StateHolder, actions: Actions): void {
  addEventListener('keydown', (event) => {
    const { phase, open, shortcuts, route } = state.get()
    if (phase !== 'open' || open !== null || event.defaultPrevented) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const typing = isTyping(event.target)
    if (event.key === 'Escape') return leave(typing)
    if (typing) return
    if (isArrow(event.key) ? !isRow(event.target) : !shortcuts) return
    const act = actOf(event.key)
    if (act === undefined) return
    event.preventDefault()
    act()
    function leave(fromField: boolean) {
      if (fromField && event.target instanceof HTMLElement) event.target.blur()
      else if (route.view === 'store') actions.go({ view: 'stores' })
    }
  })

  function actOf(key: string): (() => void) | undefined {
    const acts: Record<string, () => void> = {
      '/': () => find(),
      j: () => move(1),
      ArrowDown: () => move(1),
      k: () => move(-1),
      ArrowUp: () => move(-1),
      c: () => mayWrite() && actions.open({ kind: 'create' }),
      '?': () => actions.open({ kind: 'help' }),
    }
    return acts[key]
  }

  function mayWrite(): boolean {
    return state.get().overview?.access.scopes.includes('write') ?? false
  }

  /** At once where the field is there: the next key belongs to it. */
  function find() {
    const focus = () => document.getElementById('search')?.focus()
    if (state.get().route.view === 'stores') return focus()
    actions.go({ view: 'stores' })
    requestAnimationFrame(() => requestAnimationFrame(focus))
  }

  function move(by: number) {
    const { route, lists, activeId } = state.get()
    if (route.view !== 'stores') return
    const ids = visibleIds(lists)
    const at = activeId === null ? -1 : ids.indexOf(activeId)
    const next = ids[Math.min(ids.length - 1, Math.max(0, at === -1 ? 0 : at + by))]
    if (next !== undefined) actions.activate(next)
  }
}

function isArrow(key: string): boolean {
  return key === 'ArrowDown' || key === 'ArrowUp'
}

function isRow(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('.row') !== null
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, select, textarea')
}
