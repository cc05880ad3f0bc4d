// What a reader can have done to stores; what the API refuses is thrown as a ProblemError.
import type { Credentials, Engine, StoreItem } from '../api/shapes.ts'
import { noFilter } from '../lib/route.ts'
import { matches, withStore } from './lists.ts'
import { showStore } from './load.ts'
import type { Navigation } from './navigate.ts'
import type { Page } from './page.ts'
import { meetProblem } from './session.ts'

export function openChanges(page: Page, { go, refresh }: { go: Navigation['go']; refresh: () => void }) {
  const { state } = page
  /** A refused key leads back to the sign-in, whoever asked. */
  const guarded = async <T>(asked: Promise<T>): Promise<T> => {
    try {
      return await asked
    } catch (error) {
      meetProblem(page, error)
      throw error
    }
  }
  return {
    /** The new row is to be seen, whatever was looked for before. */
    create: async (wanted: { name: string; engine: Engine }, once: string): Promise<void> => {
      const made = await guarded(page.api().create(wanted, once))
      const owner = state.get().overview?.access.owner ?? ''
      const row: StoreItem = { ...unsettled, ...made, owner, helm_release: made.id, updated_at: made.created_at }
      const { filter, view } = state.get().route
      go({ view: 'stores', filter: matches(row, filter) ? filter : noFilter }, { replace: view === 'stores' })
      state.set(({ lists, route }) => ({ lists: withStore(lists, row, route.filter), activeId: row.id }))
    },
    retry: async (id: string, once: string): Promise<void> =>
      showStore(page, await guarded(page.api().retry(id, once))),
    cancel: async (operation: string): Promise<void> => {
      await guarded(page.api().cancel(operation))
      refresh()
    },
    remove: async ({ id }: StoreItem): Promise<void> => {
      await guarded(page.api().remove(id))
      refresh()
    },
    credentials: (id: string): Promise<Credentials> => guarded(page.api().credentials(id)),
  }
}

const unsettled = {
  store_url: null,
  release: null,
  operation: null,
  progress: { step: 'queued', message: null },
  failure_code: null,
  failure_reason: null,
  recoverable: false,
  health: null,
} as const
