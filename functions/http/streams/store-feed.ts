// Tells requests that wait for a store when its row has become what they wait for.
import type { Clock } from '../../../shared/clock.ts'
import type { Database } from '../../../shared/database/database.ts'
import type { Log } from '../../../shared/log.ts'
import { type Store, selectStores, toStore } from '../../../shared/stores/index.ts'
import { openSharedPoll, type SharedPoll } from './shared-poll.ts'

/** `see` is called at every look until the waiter leaves. */
type Waiter = { id: string; see(store: Store): void }
export type StoreFeed = SharedPoll<Waiter>

type Source = { database: Database; clock: Clock; log: Log }

export function openStoreFeed({ database, clock, log }: Source): StoreFeed {
  return openSharedPoll({ clock, log, look: (waiters) => showAll(database, waiters) })
}

async function showAll(database: Database, waiters: ReadonlySet<Waiter>): Promise<void> {
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
