// Moves a store's row straight to a state, with all that the table's checks ask of that state.
import type { Database } from '../../../shared/database/database.ts'
import { now } from '../../../shared/database/now.ts'
import { createStore, localCaller, type Status } from '../../../shared/stores/index.ts'

const columns: Record<Status, string> = {
  PROVISIONING: `step = 'queued', due_at = ${now}, failure_code = NULL, failure_reason = NULL, health = NULL`,
  READY: `step = NULL, due_at = NULL, failure_code = NULL, failure_reason = NULL, health = 'healthy', url = 'http://x'`,
  FAILED: `step = NULL, due_at = NULL, failure_code = 'poisoned', failure_reason = 'why', health = NULL`,
  DELETING: `step = 'uninstall', due_at = ${now}, failure_code = NULL, failure_reason = NULL, health = NULL`,
  DELETED: `step = NULL, due_at = NULL, failure_code = NULL, failure_reason = NULL, health = NULL, deleted_at = ${now}`,
}

export async function moveStore(database: Database, id: string, to: Status): Promise<void> {
  await database.write([{ sql: `UPDATE stores SET status = '${to}', ${columns[to]} WHERE id = ?`, args: [id] }])
}

const ways: Record<Status, Status[]> = {
  PROVISIONING: [],
  READY: ['READY'],
  FAILED: ['FAILED'],
  DELETING: ['DELETING'],
  DELETED: ['DELETING', 'DELETED'],
}

let made = 0

/** A new store in that state; returns its id. */
export async function storeIn(database: Database, status: Status): Promise<string> {
  made++
  const wanted = { name: `moved-${made}`, engine: 'medusa', caller: localCaller, requestId: null } as const
  const { id } = await createStore(database, wanted)
  for (const step of ways[status]) await moveStore(database, id, step)
  return id
}
