// Where the window stands on a list that scrolls with the page, and where it stood when one left it.
import { useEffect, useState } from 'hono/jsx/dom'
import type { Filter } from '../lib/route.ts'

/** `from` and `to` are pixels of the list; `rem` is the size of a letter, so that larger letters get larger rows. */
export type Viewport = { from: number; to: number; narrow: boolean; rem: number }

/** Where one has left the list of these stores. */
let left: { filter: Filter | null; at: number } = { filter: null, at: 0 }

export function useViewport(list: { current: HTMLDivElement | null }, filter: Filter): Viewport {
  const [sight, setSight] = useState<Viewport>({ from: 0, to: innerHeight, narrow: isNarrow(), rem: remPx() })
  useEffect(() => {
    scrollTo(0, left.filter === filter ? left.at : 0)
    let due = false
    const look = () => {
      due = false
      const top = list.current?.getBoundingClientRect().top
      if (top !== undefined) setSight({ from: -top, to: innerHeight - top, narrow: isNarrow(), rem: remPx() })
    }
    const ask = () => {
      if (list.current) left = { filter, at: scrollY }
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
  }, [filter])
  return sight
}

function isNarrow(): boolean {
  return matchMedia('(max-width: 45rem)').matches
}

function remPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
}
