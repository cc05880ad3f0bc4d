// A column of headings and rows of which only those in sight are in the document; it scrolls with the page.
import { useEffect, useMemo, useRef } from 'hono/jsx/dom'
import { windowOf } from '../lib/window-of.ts'
import type { Actions } from '../state/actions.ts'
import { groupKeys } from '../state/lists.ts'
import type { Row } from '../state/rows.ts'
import type { State } from '../state/state.ts'
import { GroupView } from './group-view.tsx'
import { useActive, useAnchor, useHeldFocus } from './use-place.ts'
import { useNow } from './use-state.ts'
import { useViewport, type Viewport } from './use-viewport.ts'

type Props = { rows: Row[]; state: State; actions: Actions }

/** In rem, as in the style sheet, so that larger letters get larger rows. */
const heights = { heading: 3, more: 3, store: 4, narrowStore: 6.5 }
const sparePx = 400
const tickMs = 10_000

export function LongList({ rows, state, actions }: Props) {
  const list = useRef<HTMLDivElement>(null)
  const sight = useViewport(list, state.route.filter)
  const now = useNow(tickMs)
  const tops = useMemo(() => topsOf(rows, sight), [rows, sight.narrow, sight.rem])
  const { first, last, above, below } = windowOf(tops, { ...sight, spare: sparePx })
  const shown = rows.slice(first, last)
  useAnchor({ rows, tops }, sight.from)
  useHeldFocus()
  useActive({ rows, tops }, state.activeId, list)
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

function topsOf(rows: Row[], { narrow, rem }: Viewport): number[] {
  const tops = [0]
  for (const { kind } of rows) {
    const height = kind === 'store' && narrow ? heights.narrowStore : heights[kind]
    tops.push((tops.at(-1) ?? 0) + height * rem)
  }
  return tops
}
