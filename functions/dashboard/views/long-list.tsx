// A column of headings and rows of which only those in sight are in the document; it scrolls with the page.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'hono/jsx/dom'
import { windowOf } from '../lib/window-of.ts'
import type { Actions } from '../state/actions.ts'
import { groupKeys } from '../state/lists.ts'
import type { Row } from '../state/rows.ts'
import type { State } from '../state/state.ts'
import { GroupView } from './group-view.tsx'
import { useNow } from './use-state.ts'

type Props = { rows: Row[]; state: State; actions: Actions }
type Sight = { from: number; to: number; narrow: boolean; rem: number }

/** In rem, as in the style sheet, so that larger letters get larger rows. */
const heights = { heading: 3, more: 3, store: 4, narrowStore: 6.5 }
const sparePx = 400
const tickMs = 10_000

let leftAt = 0

export function LongList({ rows, state, actions }: Props) {
  const list = useRef<HTMLDivElement>(null)
  const sight = useSight(list)
  const now = useNow(tickMs)
  const tops = useMemo(() => topsOf(rows, sight), [rows, sight.narrow, sight.rem])
  const { first, last, above, below } = windowOf(tops, { ...sight, spare: sparePx })
  const shown = rows.slice(first, last)
  useAnchor({ rows, tops, from: sight.from })
  useHeldFocus()
  useActive({ rows, tops, activeId: state.activeId, list })
  useEffect(() => {
    for (const row of shown) if (row.kind === 'more' && !state.lists[row.key].loading) actions.more(row.key)
  })
  return (
    <div ref={list} id="stores">
      <div style={{ height: `${above}px` }} />
      {groupKeys
        .filter((key) => shown.some((row) => row.key === key))
        .map((key) => (
          <GroupView
            key={key}
            rows={shown.filter((row) => row.key === key)}
            now={now}
            state={state}
            actions={actions}
          />
        ))}
      <div style={{ height: `${below}px` }} />
    </div>
  )
}

function topsOf(rows: Row[], { narrow, rem }: Sight): number[] {
  const tops = [0]
  for (const { kind } of rows) {
    const height = kind === 'store' && narrow ? heights.narrowStore : heights[kind]
    tops.push((tops.at(-1) ?? 0) + height * rem)
  }
  return tops
}

/** Where the window stands on the list, in the list's own pixels. */
function useSight(list: { current: HTMLDivElement | null }): Sight {
  const [sight, setSight] = useState<Sight>({ from: 0, to: innerHeight, narrow: isNarrow(), rem: remPx() })
  useLayoutEffect(() => {
    if (leftAt > 0) scrollTo(0, leftAt)
    let due = false
    const look = () => {
      due = false
      const top = list.current?.getBoundingClientRect().top
      if (top !== undefined) setSight({ from: -top, to: innerHeight - top, narrow: isNarrow(), rem: remPx() })
    }
    const ask = () => {
      if (list.current) leftAt = scrollY
      if (due) return
      due = true
      requestAnimationFrame(look)
    }
    look()
    addEventListener('scroll', ask, { passive: true })
    addEventListener('resize', ask)
    return () => {
      removeEventListener('scroll', ask)
      removeEventListener('resize', ask)
    }
  }, [])
  return sight
}

/** What comes in above or goes from there does not move what one reads. */
function useAnchor({ rows, tops, from }: { rows: Row[]; tops: number[]; from: number }) {
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
function useActive({
  rows,
  tops,
  activeId,
  list,
}: {
  rows: Row[]
  tops: number[]
  activeId: string | null
  list: { current: HTMLElement | null }
}) {
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

/** A row that moves to another group is made anew: the focus goes with it, unless the reader has put it elsewhere. */
function useHeldFocus() {
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

function isNarrow(): boolean {
  return matchMedia('(max-width: 45rem)').matches
}

function remPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
}
