// The page's state, and the present moment, as hooks.
import { useEffect, useState } from 'hono/jsx/dom'
import { nowMs } from '../lib/clock.ts'
import type { State, StateHolder } from '../state/state.ts'

export function usePageState(holder: StateHolder): State {
  const [state, setState] = useState(holder.get())
  useEffect(() => {
    setState(holder.get())
    return holder.subscribe(() => setState(holder.get()))
  }, [])
  return state
}

/** The moment, told again every so many milliseconds. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(nowMs())
  useEffect(() => {
    const timer = setInterval(() => setNow(nowMs()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
