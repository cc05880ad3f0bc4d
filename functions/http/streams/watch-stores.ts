// Tells requests that wait for a store when its row has become what they wait for.
import type { Database } from '../../../shared/database/database.ts'
import { type Store, selectStores, toStore } from '../../../shared/stores/index.ts'
import type { Deps } from '../deps.ts'
import { openSharedLook, type SharedLook } from './shared-look.ts'

type Waiter = { id: string; see(store: Store): void }

const looks = new WeakMap<Database, SharedLook<Waiter>>()

/** All endpoints of a process that share a database share its look. `see` is called at every look until the end is. */
export function watchStore(deps: Deps, waiter: Waiter): () => void {
  const look = looks.get(deps.database) ?? openSharedLook({ ...deps, look: (waiters) => showAll(deps, waiters) })
  looks.set(deps.database, look)
  return look.join(waiter)
}

async function showAll({ database }: Deps, waiters: ReadonlySet<Waiter>): Promise<void> {
  const ids = [...new Set([...waiters].map(({ id }) => id))]
  const rows = await database.query(`${selectStores} WHERE stores.id IN (SELECT value FROM json_each(:ids))`, {
    ids: JSON.stringify(ids),
  })
  const stores = new Map(rows.map((row) => [row['id'], toStore(row)]))
  for (const { id, see } of waiters) {
    const store = stores.get(id)
    if (store) see(store)
  }
}
