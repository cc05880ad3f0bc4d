// Keeps what one reads in its place and the focus on its row, while rows come, go and move to other groups.
import { useEffect, useLayoutEffect, useRef } from 'hono/jsx/dom'
import type { Row } from '../state/rows.ts'

type Placed = { rows: Row[]; tops: number[] }

/** What comes in above or goes from there does not move what one reads. */
export function useAnchor({ rows, tops }: Placed, from: number): void {
  const held = useRef<{ id: string; top: number } | null>(null)
  useLayoutEffect(() => {
    const { id, top } = held.current ?? { id: '', top: 0 }
    const at = from > 0 ? rows.findIndex((row) => row.kind === 'store' && row.store.id === id) : -1
    const moved = at === -1 ? 0 : (tops[at] ?? top) - top
    if (moved !== 0) scrollBy(0, moved)
    const first = rows.findIndex((row, index) => row.kind === 'store' && (tops[index] ?? 0) >= from + moved)
    const row = rows[first]
    held.current = row?.kind === 'store' ? { id: row.store.id, top: tops[first] ?? 0 } : null
  }, [rows, tops, from])
}

/** Brings the row that the keyboard has moved to into sight, and the focus to it. */
export function useActive(
  { rows, tops }: Placed,
  activeId: string | null,
  list: { current: HTMLElement | null },
): void {
  const wanted = useRef<string | null>(null)
  useEffect(() => {
    wanted.current = activeId
    const at = rows.findIndex((row) => row.kind === 'store' && row.store.id === activeId)
    const top = list.current?.getBoundingClientRect().top
    if (at === -1 || top === undefined) return
    const [begin, end] = [(tops[at] ?? 0) + top, (tops[at + 1] ?? 0) + top]
    const margin = 80
    if (begin < margin) scrollBy(0, begin - margin)
    else if (end > innerHeight - margin) scrollBy(0, end - innerHeight + margin)
  }, [activeId])
  useEffect(() => {
    const row = wanted.current === null ? null : document.getElementById(`row-${wanted.current}`)
    if (row === null || document.querySelector('dialog[open]')) return
    row.focus({ preventScroll: true })
    wanted.current = null
  })
}

/** A row that moves to another group is recreated: the focus goes with it, unless the reader has put it elsewhere. */
export function useHeldFocus(): void {
  const held = useRef('')
  useEffect(() => {
    const letGo = () => {
      held.current = ''
    }
    addEventListener('pointerdown', letGo)
    return () => removeEventListener('pointerdown', letGo)
  }, [])
  useEffect(() => {
    const { activeElement } = document
    if (activeElement === document.body) document.getElementById(held.current ?? '')?.focus({ preventScroll: true })
    else held.current = activeElement?.id.startsWith('row-') ? activeElement.id : ''
  })
}
