// Many READY stores at once, through the triggers, so that they are counted and have their history.
import type { Database } from '../../../shared/database/database.ts'
import { now } from '../../../shared/database/now.ts'

/** Named shop-1 to shop-`count`, the last the newest. */
export function placeManyReady(database: Database, count: number): Promise<void> {
  return placeReady(
    database,
    Array.from({ length: count }, (_, index) => `shop-${index + 1}`),
  )
}

/** Oldest first, a minute or two apart; the id of each is its name and -aaaaaa, each made by an operation of its own. */
export async function placeReady(database: Database, names: string[]): Promise<void> {
  const args = { names: JSON.stringify(names), count: names.length }
  await database.write([
    { sql: insertOperations, args },
    { sql: insertStores, args },
    { sql: endOperations, args: { names: args.names } },
    { sql: makeReady, args: { names: args.names } },
  ])
}

const askedAt = `${now} - (CAST(:count AS INTEGER) - key) * 97000`

const insertOperations = `
INSERT INTO operations (id, store_id, owner, kind, state, step, message, actor, created_at)
SELECT 'op_' || value, value || '-aaaaaa', 'default', 'create', 'queued', 'queued', 'Queued', 'local:default', ${askedAt}
FROM json_each(:names)`

const insertStores = `
INSERT INTO stores (id, name, engine, namespace, host, url, key_id, status, operation_id, queue, due_at, created_at, updated_at,
  started_at)
SELECT value || '-aaaaaa', value, iif(key % 3, 'woocommerce', 'medusa'), 'store-' || value || '-aaaaaa', value || '.localhost',
  'http://' || value || '.localhost', 'none', 'PROVISIONING', 'op_' || value, 'helm_install', ${now} + 86400000, ${askedAt},
  ${now}, ${now} - 31000 - key * 7 % 11 * 9000 - iif(key % 9, 0, 160000)
FROM json_each(:names)`

const endOperations = `
UPDATE operations SET state = 'succeeded', step = 'url', message = NULL, started_at = created_at, finished_at = ${now}
WHERE id IN (SELECT 'op_' || value FROM json_each(:names))`

const makeReady = `
UPDATE stores SET status = 'READY', operation_id = NULL, queue = NULL, due_at = NULL, health = 'healthy', ready_at = updated_at
WHERE name IN (SELECT value FROM json_each(:names))`
