// The changes of each resource in order: told to listeners at once, kept for a while for watches that come later.
import type { KubeObject } from './object.ts'

export interface Change {
  key: string
  type: 'ADDED' | 'MODIFIED' | 'DELETED'
  object: KubeObject
  previous: KubeObject | undefined
  revision: number
}

export interface ChangeLog {
  add(change: Change): void
  /** Changes after a revision, or `expired` when some of them are no longer kept. */
  since(key: string, revision: number): Change[] | 'expired'
  /** `*` listens to every resource. Returns how to stop. */
  listen(key: string, listener: (change: Change) => void): () => void
}

const keptPerResource = 500

export function createChangeLog(): ChangeLog {
  const kept = new Map<string, Change[]>()
  const forgottenUpTo = new Map<string, number>()
  const listeners = new Map<string, Set<(change: Change) => void>>()

  return {
    add(change) {
      const changes = kept.get(change.key) ?? []
      kept.set(change.key, changes)
      changes.push(change)
      if (changes.length > keptPerResource * 1.5) {
        const dropped = changes.splice(0, changes.length - keptPerResource)
        forgottenUpTo.set(change.key, dropped.at(-1)?.revision ?? 0)
      }
      for (const listener of [...(listeners.get(change.key) ?? []), ...(listeners.get('*') ?? [])]) listener(change)
    },

    since(key, revision) {
      if (revision < (forgottenUpTo.get(key) ?? 0)) return 'expired'
      return (kept.get(key) ?? []).filter((change) => change.revision > revision)
    },

    listen(key, listener) {
      const set = listeners.get(key) ?? new Set()
      listeners.set(key, set.add(listener))
      return () => set.delete(listener)
    },
  }
}
