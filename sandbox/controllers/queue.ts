// A work queue with one timer per object: the same object waits in it once, for its earliest due time.

import { ApiError } from '../status.ts'

/** Looks at one object; a number asks to be called again after so many milliseconds. */
export type Reconcile = (namespace: string, name: string) => number | undefined

export interface Queue {
  add(namespace: string, name: string, afterMs?: number): void
  close(): void
}

export function createQueue(reconcile: Reconcile): Queue {
  const waiting = new Map<string, { timer: NodeJS.Timeout; dueMs: number }>()
  let closed = false

  function add(namespace: string, name: string, afterMs = 0): void {
    if (closed) return
    const key = `${namespace}/${name}`
    const dueMs = performance.now() + afterMs
    const before = waiting.get(key)
    if (before && before.dueMs <= dueMs) return
    clearTimeout(before?.timer)
    const run = () => {
      waiting.delete(key)
      const againMs = attempt(reconcile, namespace, name)
      if (againMs !== undefined) add(namespace, name, againMs)
    }
    waiting.set(key, { timer: setTimeout(run, afterMs), dueMs })
  }

  return {
    add,
    close() {
      closed = true
      for (const { timer } of waiting.values()) clearTimeout(timer)
      waiting.clear()
    },
  }
}

const retryMs = 500

/** What the API server refuses is retried; any other error is a fault of the sandbox and ends it. */
function attempt(reconcile: Reconcile, namespace: string, name: string): number | undefined {
  try {
    return reconcile(namespace, name)
  } catch (error) {
    if (error instanceof ApiError) return retryMs
    throw error
  }
}
