// Watches a store as its owner would, and notes when the API first told the cause and when the store settled.
import { eventually } from '../support/eventually.ts'
import type { Answer } from '../support/stack.ts'
import { type Stage, storeOf } from './stage.ts'

type Watching = {
  id: string
  status: string
  told?: RegExp | undefined
  /** Ends the watch when the cause is told, not when the store has the status, which it must not leave before. */
  until?: 'told'
  sinceMs: number
  deadlineMs: number
  /** Called once, when the cause is told. */
  onTold?: () => Promise<void>
}
export type Watched = { store: Answer['body']; toldMs: number | null; settledMs: number }

/** Rejects where the store settles as anything else, and where the cause was never told. */
export async function watchStore(stage: Stage, watching: Watching): Promise<Watched> {
  const { id, status, told, until, sinceMs, deadlineMs, onTold } = watching
  let toldMs: number | null = null
  const store = await eventually(
    async () => {
      const now = await storeOf(stage, id)
      if (toldMs === null && told?.test(explanationOf(now))) {
        toldMs = performance.now() - sinceMs
        await onTold?.()
      }
      if (now['status'] === 'FAILED' && status !== 'FAILED')
        throw new Settled(`${id} is FAILED (${now['failure_code']}): ${now['failure_reason']}`)
      const done = until === 'told' ? toldMs !== null : now['status'] === status
      return done ? now : Promise.reject(new Error(`${now['status']}: ${explanationOf(now)}`))
    },
    { deadlineMs, everyMs: 40, what: `${id} to be ${status}`, isFinal: (error) => error instanceof Settled },
  )
  const settledMs = performance.now() - sinceMs
  if (told !== undefined && toldMs === null)
    throw new Error(`${id}: the API never told ${told}, only: ${explanationOf(store)}`)
  return { store, toldMs, settledMs }
}

class Settled extends Error {}

/** All that the API says of what a store waits for, suffers from, or failed by. */
function explanationOf(store: Answer['body']): string {
  const { progress, failure_reason, health } = store as {
    progress: { message: string } | null
    failure_reason: string | null
    health: { reason: string | null } | null
  }
  return [progress?.message, failure_reason, health?.reason].filter(Boolean).join('\n')
}
